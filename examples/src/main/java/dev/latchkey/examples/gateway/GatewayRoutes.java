package dev.latchkey.examples.gateway;

import dev.latchkey.GatewayProfile;
import dev.latchkey.Route;
import java.util.stream.Stream;

/** Which scopes the stand-in's routes require. Where one is open in the profile, nobody is asked for any. */
final class GatewayRoutes {
    private static final String RUN = "ai-gateway:run";

    private GatewayRoutes() {}

    /** The routes with rules; {@code GET /usage} is free, so that a key can see why it is refused elsewhere. */
    static Route[] of(GatewayProfile profile) {
        return profile.name().equals("cloudflare") ? runOnly() : byRoute();
    }

    private static Route[] byRoute() {
        return new Route[] {
            Route.post("/v1/chat/completions").requires("chat:write"),
            Route.post("/v1/messages").requires("chat:write"),
            Route.get("/v1/models").requires("models:read"),
            Route.get("/usage").requires("usage:read").free()
        };
    }

    /** There, tokens are made with one permission, whatever they are used for. */
    private static Route[] runOnly() {
        Stream<Route> every = Stream.of("/v1/*", "/health", "/docs", "/openapi.json", "/usage")
                .map(path -> Route.any(path).requires(RUN));
        return Stream.concat(every, Stream.of(Route.get("/usage").free())).toArray(Route[]::new);
    }
}
