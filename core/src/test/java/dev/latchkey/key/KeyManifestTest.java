package dev.latchkey.key;

import static dev.latchkey.key.Digests.A;
import static dev.latchkey.key.Digests.B;
import static dev.latchkey.key.Digests.C;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.access.Scopes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyManifestTest {
    private static final String PHC =
            "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY$dGFnLXRhZy10YWctdGFnLXRhZy0xMQ";

    @Test
    void aFreeAiManifestLoads() {
        KeyManifest manifest = KeyManifest.parse("""
                {
                  "version": 1,
                  "updated_at": "2026-01-02T03:04:05.678Z",
                  "entries": [
                    { "label": "a", "sha256": "%s", "created_at": "2026-01-01T00:00:00.000Z" },
                    { "label": "b", "sha256": "%s", "created_at": "2026-01-01T00:00:00.000Z" }
                  ]
                }
                """.formatted(A, B));
        assertThat(manifest.records()).extracting(KeyRecord::label).containsExactly("a", "b");
    }

    @Test
    void anEntryOfLabelAndDigestIsAnActiveKeyThatMayDoEverything() {
        KeyRecord record = only("");
        assertThat(record.status()).isEqualTo(KeyStatus.ACTIVE);
        assertThat(record.scopes()).isEqualTo(Scopes.unrestricted());
        assertThat(record.expiresAt()).isEmpty();
    }

    @Test
    void withoutIdItIsDerivedFromTheDigest() {
        assertThat(only("").id())
                .isEqualTo(KeyRing.parse("a:" + A).records().get(0).id());
    }

    @Test
    void anExplicitIdNameAndUserAreKept() {
        KeyRecord record = only(", \"id\": \"customer:7\", \"name\": \"Köln\", \"user\": \"u 1\"");
        assertThat(record.id()).isEqualTo(new KeyId("customer:7"));
        assertThat(record.name()).contains("Köln");
        assertThat(record.user()).contains("u 1");
    }

    @ParameterizedTest
    @CsvSource({"active,ACTIVE", "inactive,INACTIVE", "deleted,DELETED"})
    void everyStatusHasItsWord(String word, KeyStatus status) {
        assertThat(only(", \"status\": \"" + word + "\"").status()).isEqualTo(status);
    }

    @Test
    void datesAreReadInAnyZone() {
        KeyRecord record =
                only(", \"not_before\": \"2026-01-01T02:00:00+02:00\", \"expires_at\": \"2027-01-01T00:00Z\"");
        assertThat(record.notBefore()).contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(record.expiresAt()).contains(Instant.parse("2027-01-01T00:00:00Z"));
    }

    @Test
    void scopesAreKeptInOrder() {
        assertThat(only(", \"scopes\": [\"chat:write\", \"a\"]").scopes()).isEqualTo(Scopes.of("chat:write", "a"));
    }

    @Test
    void anEmptyListOfScopesGrantsNothing() {
        assertThat(only(", \"scopes\": []").scopes().isUnrestricted()).isFalse();
    }

    @Test
    void metadataIsKeptAsJsonValues() {
        assertThat(only(", \"metadata\": {\"n\": 7, \"d\": 1.5, \"t\": \"x\", \"b\": true, \"l\": [1, {}]}")
                        .metadata())
                .isEqualTo(Map.of("n", 7L, "d", 1.5, "t", "x", "b", true, "l", List.of(1L, Map.of())));
    }

    @Test
    void nullWithinMetadataIsKept() {
        Map<String, Object> metadata =
                only(", \"metadata\": {\"z\": null, \"l\": [null, 1]}").metadata();
        assertThat(metadata).containsEntry("z", null).containsEntry("l", Arrays.asList(null, 1L));
    }

    @Test
    void digestsAreReadInEitherCase() {
        KeyManifest manifest = KeyManifest.parse(manifest(entry("a", A.toUpperCase(Locale.ROOT), "")));
        assertThat(Digests.has(manifest.table(), A)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"sha256", "hmac:2026-q1"})
    void theSchemeIsKeptByName(String scheme) {
        assertThat(KeyManifest.parse(manifest(entry("a", A, ", \"scheme\": \"" + scheme + "\"")))
                        .table()
                        .schemes())
                .containsExactly(scheme);
    }

    @Test
    void anArgon2idHashStandsInPlaceOfADigest() {
        KeyManifest manifest = KeyManifest.parse(manifest("{\"label\": \"ops\", \"argon2id\": \"" + PHC + "\"}"));
        assertThat(manifest.table().argon2idRows()).hasSize(1);
    }

    @Test
    void entriesOfOneIdAndLabelAreOneKeysSecrets() {
        KeyManifest manifest = KeyManifest.parse(manifest(
                entry("a", A, ", \"id\": \"k1\", \"secret_expires_at\": \"2026-06-01T00:00:00Z\""),
                entry("b", B, ""),
                entry("a", C, ", \"id\": \"k1\"")));
        assertThat(manifest.records())
                .extracting(record -> record.secrets().size())
                .containsExactly(2, 1);
    }

    @Test
    void theSecretThatIsRotatedOutKeepsItsEnd() {
        KeyManifest manifest = KeyManifest.parse(manifest(
                entry("a", A, ", \"id\": \"k1\", \"secret_expires_at\": \"2026-06-01T00:00:00Z\""),
                entry("a", C, ", \"id\": \"k1\"")));
        assertThat(manifest.records().get(0).secrets())
                .extracting(secret -> secret.expiresAt().orElse(null))
                .containsExactly(Instant.parse("2026-06-01T00:00:00Z"), null);
    }

    @Test
    void aKeyIsAsOldAsItsOldestSecret() {
        KeyManifest manifest = KeyManifest.parse(manifest(
                entry("a", A, ", \"id\": \"k1\", \"created_at\": \"2026-05-01T00:00:00Z\""),
                entry(
                        "a",
                        C,
                        ", \"id\": \"k1\", \"created_at\": \"2025-01-01T00:00:00Z\","
                                + " \"secret_expires_at\": \"2026-06-01T00:00:00Z\"")));
        assertThat(manifest.records().get(0).createdAt()).contains(Instant.parse("2025-01-01T00:00:00Z"));
    }

    @Test
    void eachSecretTellsWhenItWasMadeWhereItsEntryDoes() {
        KeyManifest manifest = KeyManifest.parse(manifest(
                entry("a", A, ", \"id\": \"k1\", \"created_at\": \"2026-05-01T00:00:00Z\""),
                entry(
                        "a",
                        C,
                        ", \"id\": \"k1\", \"created_at\": \"2025-01-01T00:00:00Z\","
                                + " \"secret_expires_at\": \"2026-06-01T00:00:00Z\""),
                entry("b", B, "")));
        assertThat(manifest.records())
                .flatExtracting(KeyRecord::secrets)
                .extracting(secret -> secret.createdAt().orElse(null))
                .containsExactly(Instant.parse("2026-05-01T00:00:00Z"), Instant.parse("2025-01-01T00:00:00Z"), null);
    }

    @Test
    void aByteOrderMarkAtTheBeginningIsDropped(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("keys.json"), "\uFEFF" + manifest(entry("a", A, "")));
        assertThat(KeyManifest.read(file).records()).hasSize(1);
    }

    @Test
    void itPrintsNothingButItsSize() {
        assertThat(KeyManifest.parse(manifest(entry("a", A, "")))).hasToString("KeyManifest[1 keys]");
    }

    static String manifest(String... entries) {
        return "{\"version\": 1, \"entries\": [" + String.join(",\n", entries) + "]}";
    }

    static String entry(String label, String sha256, String more) {
        return "{\"label\": \"" + label + "\", \"sha256\": \"" + sha256 + "\"" + more + "}";
    }

    private static KeyRecord only(String more) {
        return KeyManifest.parse(manifest(entry("a", A, more))).records().get(0);
    }
}
