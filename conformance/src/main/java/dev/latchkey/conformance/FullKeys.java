package dev.latchkey.conformance;

import dev.latchkey.access.Scopes;
import dev.latchkey.key.Argon2idHash;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.MintedKey;
import dev.latchkey.manage.ManagedKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Keys with all that a key can have. */
final class FullKeys {
    /** The first and the last instant that a key may name. */
    static final Instant FIRST = Instant.parse("1678-01-01T00:00:00Z");

    static final Instant LAST = Instant.parse("2261-12-31T23:59:59.999999Z");

    /** Every type of JSON, in each other. */
    static final Map<String, Object> METADATA = metadata();

    private FullKeys() {}

    private static Map<String, Object> metadata() {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("nothing", null);
        inner.put("", "");
        inner.put("Zoë \uD83D\uDD11", Arrays.asList(1L, null, "two", List.of(), Map.of()));
        return Map.of(
                "text",
                "a \"quoted\" \\ text\u2028\uD83D\uDE80",
                "yes",
                true,
                "no",
                false,
                "least",
                Long.MIN_VALUE,
                "most",
                Long.MAX_VALUE,
                "fraction",
                0.1,
                "tiny",
                Double.MIN_VALUE,
                "huge",
                -Double.MAX_VALUE,
                "whole",
                3.0,
                "inner",
                inner);
    }

    /** A key with every member set, two secrets, and a long life behind it. */
    static ManagedKey everything() {
        KeyRecord record = KeyRecord.builder(Samples.secret())
                .secret(secrets().get(1).expiringAt(Samples.NOW.plusSeconds(90)))
                .id(new KeyId("A-key.of:64_characters".concat("x".repeat(42))))
                .label("the operator's word")
                .name("the owner's name")
                .status(KeyStatus.INACTIVE)
                .createdAt(FIRST)
                .notBefore(Samples.NOW.plusNanos(1000))
                .expiresAt(LAST)
                .user("u".repeat(256))
                .scopes(Scopes.of("chat:*", "models:read"))
                .metadata(METADATA)
                .environment("production-eu-1")
                .permits(FullPermits.everything())
                .build();
        return new ManagedKey(
                record,
                List.of(Samples.note(Samples.NOW, null), Samples.note(FIRST, Samples.NOW.plusNanos(1000))),
                1,
                Samples.NOW.plusSeconds(60),
                "8e03978e-40d5-43e8-bc93-6894a57f9324");
    }

    /** Plain and named digests, an Argon2id hash, each with an end and without. */
    static List<KeySecret> secrets() {
        MintedKey minted = KeyFormat.standard().mint();
        HashScheme keyed = HashScheme.hmacSha256("2026-03", new byte[] {1, 2, 3});
        HashScheme selfNamed = HashScheme.hmacSha256("a secret that names itself");
        return List.of(
                Samples.secret(),
                KeySecret.digest(minted.hash(keyed), keyed.name()),
                KeySecret.digest(minted.hash(selfNamed), selfNamed.name()),
                KeySecret.digest(KeyFormat.standard().mint().hash(HashScheme.sha256()), "sha256"),
                KeySecret.argon2id(Argon2idHash.of(minted.apiKey())),
                Samples.secret().expiringAt(LAST),
                KeySecret.argon2id(Argon2idHash.of(minted.apiKey())).expiringAt(FIRST));
    }

    static List<Scopes> scopes() {
        return List.of(
                Scopes.unrestricted(),
                Scopes.of(),
                Scopes.of("*"),
                Scopes.of("z:last", "a:first", "chat:*", "with,comma;and'quote"),
                Scopes.of(IntStream.range(0, 200).mapToObj(i -> "scope:" + i).toList()));
    }
}
