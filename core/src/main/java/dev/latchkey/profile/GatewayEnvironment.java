package dev.latchkey.profile;

import dev.latchkey.Authenticator;
import dev.latchkey.GatewayProfile;
import java.util.Map;

/**
 * The environment variables that the gateways share: {@code GATEWAY_API_KEY}, {@code GATEWAY_API_KEY_HASHES},
 * {@code GATEWAY_MASTER_KEY} and {@code GATEWAY_API_KEY_HASH_SECRET}.
 */
public final class GatewayEnvironment {
    private final Map<String, String> variables;

    private GatewayEnvironment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** These variables, usually {@link System#getenv()}. */
    public static GatewayEnvironment of(Map<String, String> variables) {
        return new GatewayEnvironment(Map.copyOf(variables));
    }

    /** Whether any key or key source is named under this profile (a master key not counted). */
    public boolean namesKeys(GatewayProfile profile) {
        return variables.containsKey(profile.name());
    }

    /**
     * Hands everything that is set, and that the builder's profile reads, to the builder.
     *
     * @throws IllegalArgumentException if a variable is set to something that cannot be, naming the variable
     */
    public void applyTo(Authenticator.Builder builder) {
        builder.masterKey(variables.get("GATEWAY_MASTER_KEY"));
    }
}
