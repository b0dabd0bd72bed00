package dev.latchkey.profile;

import dev.latchkey.GatewayProfile;
import java.util.List;
import java.util.Optional;

/** stub. */
public final class Profiles {
    private Profiles() {}

    public static GatewayProfile standard() {
        return GatewayProfile.builder("standard").build();
    }

    /** All six. */
    public static List<GatewayProfile> all() {
        return List.of(standard());
    }

    /** The profile of this name. */
    public static Optional<GatewayProfile> named(String name) {
        return all().stream().filter(profile -> profile.name().equals(name)).findFirst();
    }
}
