package dev.latchkey.examples.gateway;

import dev.latchkey.BodyFormat;
import dev.latchkey.GatewayProfile;
import dev.latchkey.Route;
import java.util.stream.Stream;

/**
 * Which scopes the stand-in's routes require, and on which of them calls are made whose bodies have to be read. Where a
 * route is open in the profile, nobody is asked for any scope.
 */
final class GatewayRoutes {
    private static final String RUN = "ai-gateway:run";
    private static final Route CHAT = Route.post("/v1/chat/completions").readsBody();
    private static final Route MESSAGES = Route.post("/v1/messages").readsBody(BodyFormat.MESSAGES);
    private static final Route USAGE = Route.get("/usage").free();

    private GatewayRoutes() {}

    /** The routes with rules; {@code GET /usage} is free, so that a key can see why it is refused elsewhere. */
    static Route[] of(GatewayProfile profile) {
        return profile.name().equals("cloudflare") ? runOnly() : byRoute();
    }

    private static Route[] byRoute() {
        return new Route[] {
            CHAT.requires("chat:write"),
            MESSAGES.requires("chat:write"),
            Route.get("/v1/models").requires("models:read"),
            Route.get("/v1/models/*").requires("models:read"),
            USAGE.requires("usage:read")
        };
    }

    /** There, tokens are made with one permission, whatever they are used for. */
    private static Route[] runOnly() {
        Stream<Route> every = Stream.of("/v1/*", "/health", "/docs", "/openapi.json", "/usage")
                .map(path -> Route.any(path).requires(RUN));
        return Stream.concat(every, Stream.of(CHAT, MESSAGES, USAGE)).toArray(Route[]::new);
    }
}
