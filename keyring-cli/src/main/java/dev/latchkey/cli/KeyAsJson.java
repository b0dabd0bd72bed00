package dev.latchkey.cli;

import dev.latchkey.key.KeyHash;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A key as {@code list --json} tells it. */
final class KeyAsJson {
    private KeyAsJson() {}

    static Map<String, Object> of(KeyRecord record, Instant now) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("label", record.label());
        members.put("id", record.id().value());
        members.put("state", KeyState.of(record, now).word());
        put(members, "name", record.name());
        put(members, "user", record.user());
        put(members, "created_at", record.createdAt());
        put(members, "not_before", record.notBefore());
        put(members, "expires_at", record.expiresAt());
        members.put("secrets", record.secrets().stream().map(KeyAsJson::secret).toList());
        return members;
    }

    private static Map<String, Object> secret(KeySecret secret) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(
                "scheme",
                secret.argon2id().isPresent() ? "argon2id" : secret.scheme().orElse("sha256"));
        put(members, "sha256", secret.digest().map(KeyHash::toHex));
        put(members, "secret_expires_at", secret.expiresAt());
        return members;
    }

    private static void put(Map<String, Object> members, String name, Optional<?> value) {
        value.ifPresent(present -> members.put(name, present.toString()));
    }
}
