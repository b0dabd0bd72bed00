package dev.latchkey.servlet;

import dev.latchkey.Authenticator;
import dev.latchkey.Enforcement;
import dev.latchkey.GatewayProfile;
import dev.latchkey.Route;
import dev.latchkey.key.KeyFile;
import dev.latchkey.key.KeyRing;
import dev.latchkey.profile.GatewayEnvironment;
import dev.latchkey.profile.Profiles;
import jakarta.servlet.FilterConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code web.xml} and the environment say, made into an authenticator, and the file that was opened for it. */
final class FilterSettings {
    private static final String RING_VARIABLE = "GATEWAY_API_KEY_HASHES";

    private final Authenticator authenticator;
    private final @Nullable KeyFile watched;

    private FilterSettings(Authenticator authenticator, @Nullable KeyFile watched) {
        this.authenticator = authenticator;
        this.watched = watched;
    }

    Authenticator authenticator() {
        return authenticator;
    }

    void close() {
        if (watched != null) {
            watched.close();
        }
    }

    /**
     * For a filter that was given its authenticator.
     *
     * @throws IllegalArgumentException if there is any init-param
     */
    static void refuseAny(FilterConfig config) {
        if (config.getInitParameterNames().hasMoreElements()) {
            throw new IllegalArgumentException("init-param "
                    + config.getInitParameterNames().nextElement()
                    + ": a filter constructed with an Authenticator reads no init-params");
        }
    }

    /**
     * Reads everything and opens the manifest.
     *
     * @throws IllegalArgumentException naming the init-param or variable to change; nothing then stays open
     */
    static FilterSettings open(FilterConfig config, Map<String, String> environment) {
        InitParams values = new InitParams(config, environment);
        values.refuseUnknown();
        GatewayProfile profile = profile(values);
        Authenticator.Builder builder = Authenticator.builder(profile);
        apply(values, builder);
        keys(values, profile, environment, builder);
        @Nullable KeyFile watched = values.named("manifest", path -> KeyFile.watch(Path.of(path), profile.ringReading()))
                .orElse(null);
        try {
            if (watched != null) {
                builder.keys(watched);
            }
            return new FilterSettings(builder.build(), watched);
        } catch (RuntimeException e) {
            if (watched != null) {
                watched.close();
            }
            throw e;
        }
    }

    private static GatewayProfile profile(InitParams values) {
        GatewayProfile profile =
                values.named("profile", FilterSettings::profileNamed).orElseGet(Profiles::standard);
        return values.named("credential-header", header -> withHeader(profile, header))
                .orElse(profile);
    }

    private static GatewayProfile profileNamed(String name) {
        return Profiles.named(name)
                .orElseThrow(() -> new IllegalArgumentException("expected one of "
                        + Profiles.all().stream().map(GatewayProfile::name).collect(Collectors.joining(", "))));
    }

    private static GatewayProfile withHeader(GatewayProfile profile, String header) {
        if (!profile.name().equals(Profiles.cloudflare().name())) {
            throw new IllegalArgumentException("only the cloudflare profile leaves the header open");
        }
        return Profiles.cloudflare(header);
    }

    private static void apply(InitParams values, Authenticator.Builder builder) {
        values.named("enforcement", FilterSettings::enforcement).ifPresent(builder::enforcement);
        values.named("open-routes", FilterSettings::routes).ifPresent(builder::openRoutes);
        if (values.named("identity-headers", FilterSettings::flag).orElse(false)) {
            builder.identityHeaders();
        }
    }

    private static void keys(
            InitParams values, GatewayProfile profile, Map<String, String> environment, Authenticator.Builder builder) {
        Map<String, String> variables = new HashMap<>(environment);
        values.named("key-hashes", text -> KeyRing.parse(text, profile.ringReading()))
                .ifPresent(ring -> {
                    builder.keys(ring);
                    variables.remove(RING_VARIABLE);
                });
        GatewayEnvironment.of(variables).applyTo(builder);
    }

    private static Enforcement enforcement(String text) {
        return switch (text) {
            case "on" -> Enforcement.ON;
            case "off" -> Enforcement.OFF;
            case "observe" -> Enforcement.OBSERVE;
            default -> throw new IllegalArgumentException("expected on, off or observe");
        };
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        };
    }

    private static Route[] routes(String text) {
        return text.equals("none")
                ? new Route[0]
                : List.of(text.split(",", -1)).stream()
                        .map(entry -> Route.parse(entry.strip()))
                        .toArray(Route[]::new);
    }
}
