package dev.latchkey.netty;

import dev.latchkey.Authenticator;
import dev.latchkey.GatewayProfile;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Argon2idHash;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.KeyTable;
import dev.latchkey.profile.Profiles;
import java.time.Instant;
import java.util.List;

/** Keys for tests, made for nothing else, and authenticators that know them. */
final class Keys {
    static final String ALICE = "alice-0123456789-abcdefghij";
    static final String BOB = "bob-0123456789-abcdefghij";
    static final String UNKNOWN = "mallory-0123456789-abcdefghij";
    static final String INACTIVE = "inactive-0123456789-abcdefghij";
    static final String DELETED = "deleted-0123456789-abcdefghij";
    static final String EXPIRED = "expired-0123456789-abcdefghij";
    static final String EARLY = "early-0123456789-abcdefghij";
    static final String CHOSEN = "a-person-chose-this";

    private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant FUTURE = Instant.parse("2100-01-01T00:00:00Z");
    private static final Argon2idHash CHOSEN_HASH = Argon2idHash.of(ApiKey.parse(CHOSEN));

    private Keys() {}

    static KeySource source() {
        return KeySource.of(KeyTable.of(List.of(
                record(ALICE, "alice").user("u-alice").build(),
                record(BOB, "bob").build(),
                record(INACTIVE, "inactive").status(KeyStatus.INACTIVE).build(),
                record(DELETED, "deleted").status(KeyStatus.DELETED).build(),
                record(EXPIRED, "expired").expiresAt(PAST).build(),
                record(EARLY, "early").notBefore(FUTURE).build())));
    }

    /** Alice's key, and one secret that takes long to verify. */
    static KeySource sourceWithChosenSecret() {
        return KeySource.of(KeyTable.of(List.of(
                record(ALICE, "alice").build(),
                KeyRecord.builder(KeySecret.argon2id(CHOSEN_HASH))
                        .label("chosen")
                        .build())));
    }

    static Authenticator authenticator() {
        return Authenticator.builder(Profiles.standard()).keys(source()).build();
    }

    static Authenticator authenticator(GatewayProfile profile) {
        return Authenticator.builder(profile).keys(source()).build();
    }

    static Authenticator slowAuthenticator() {
        return Authenticator.builder(Profiles.standard())
                .keys(sourceWithChosenSecret())
                .build();
    }

    static KeyRecord.Builder record(String key, String label) {
        return KeyRecord.builder(KeySecret.digest(HashScheme.sha256().hash(ApiKey.parse(key)), "sha256"))
                .label(label);
    }
}
