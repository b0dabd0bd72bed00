package dev.latchkey.key;

import static dev.latchkey.key.Digests.A;
import static dev.latchkey.key.Digests.B;
import static dev.latchkey.key.Digests.C;
import static dev.latchkey.key.KeyManifestTest.entry;
import static dev.latchkey.key.KeyManifestTest.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.quota.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftKeyTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Instant TOMORROW = NOW.plusSeconds(86_400);
    private static final TimeSource CLOCK = () -> NOW.getEpochSecond() * 1_000_000_000;
    private static final String ATTACHED = ", \"name\": \"n\", \"user\": \"u\", \"scopes\": [\"chat:write\"],"
            + " \"usage_limit\": \"3.00\", \"expires_at\": \"2027-01-01T00:00:00Z\"";

    @TempDir
    Path folder;

    @Test
    void rotationKeepsTheIdThatWasDerivedFromTheOldSecret() throws IOException {
        write(entry("a", A, ""));
        KeyId before = only().id();
        rotate(B, Optional.empty());
        assertThat(only().id()).isEqualTo(before);
    }

    @Test
    void rotationKeepsWhatIsAttached() throws IOException {
        write(entry("a", A, ATTACHED));
        rotate(B, Optional.of(TOMORROW));
        KeyRecord renewed = only();
        assertThat(renewed.name()).contains("n");
        assertThat(renewed.user()).contains("u");
        assertThat(renewed.scopes().isUnrestricted()).isFalse();
        assertThat(renewed.permits()).isNotEqualTo(KeyPermits.unlimited());
        assertThat(renewed.expiresAt()).contains(Instant.parse("2027-01-01T00:00:00Z"));
    }

    @Test
    void withoutOverlapTheOldSecretIsGone() throws IOException {
        write(entry("a", A, ""));
        rotate(B, Optional.empty());
        assertThat(only().secrets()).extracting(DraftKeyTest::hex).containsExactly(B);
    }

    @Test
    void withOverlapTheOldSecretHasAnEnd() throws IOException {
        write(entry("a", A, ""));
        rotate(B, Optional.of(TOMORROW));
        assertThat(only().secrets()).extracting(DraftKeyTest::hex).containsExactly(A, B);
        assertThat(only().secrets())
                .extracting(secret -> secret.expiresAt().orElse(null))
                .containsExactly(TOMORROW, null);
    }

    @Test
    void aSecondRotationTakesAwaySecretsThatAreOver() throws IOException {
        write(
                entry("a", A, ", \"id\": \"k\", \"secret_expires_at\": \"" + NOW + "\""),
                entry("a", B, ", \"id\": \"k\""));
        rotate(C, Optional.of(TOMORROW));
        assertThat(only().secrets()).extracting(DraftKeyTest::hex).containsExactly(B, C);
    }

    @Test
    void aSecondRotationKeepsSecretsThatAreStillPromised() throws IOException {
        write(
                entry("a", A, ", \"id\": \"k\", \"secret_expires_at\": \"" + NOW.plusSeconds(1) + "\""),
                entry("a", B, ", \"id\": \"k\""));
        rotate(C, Optional.of(TOMORROW));
        assertThat(only().secrets()).extracting(DraftKeyTest::hex).containsExactly(A, B, C);
    }

    @Test
    void aDigestTakesThePlaceOfAnArgon2idHash() throws IOException {
        write("{\"label\": \"a\", \"argon2id\":"
                + " \"$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY$dGFnLXRhZy10YWctdGFnLXRhZy0xMQ\"}");
        rotate(B, Optional.empty());
        assertThat(only().secrets()).extracting(DraftKeyTest::hex).containsExactly(B);
    }

    @Test
    void theNewSecretSaysWhenItWasMade() throws IOException {
        write(entry("a", A, ", \"created_at\": \"2020-01-01T00:00:00Z\""));
        rotate(B, Optional.empty());
        assertThat(only().createdAt()).contains(NOW);
    }

    @Test
    void theNewSecretSaysItsSchemeWhereOneIsGiven() throws IOException {
        write(entry("a", A, ", \"scheme\": \"hmac:old\""));
        change(key -> key.rotate(KeySecret.digest(KeyHash.parse(B), "sha256"), Optional.empty()));
        assertThat(only().secrets().get(0).scheme()).contains("sha256");
    }

    @Test
    void aMemberIsSetForEverySecretOfTheKey() throws IOException {
        write(entry("a", A, ""), entry("b", C, ""));
        rotate(B, Optional.of(TOMORROW));
        change(key -> key.set("status", "inactive"));
        assertThat(records()).extracting(KeyRecord::status).containsExactly(KeyStatus.INACTIVE, KeyStatus.ACTIVE);
    }

    @Test
    void aDateIsSetAsAnInstantAndTakenAwayAgain() throws IOException {
        write(entry("a", A, ""));
        change(key -> key.set("expires_at", TOMORROW));
        assertThat(only().expiresAt()).contains(TOMORROW);
        change(key -> key.unset("expires_at"));
        assertThat(only().expiresAt()).isEmpty();
    }

    @Test
    void aKeyIsRemovedWithAllItsSecrets() throws IOException {
        write(entry("a", A, ""), entry("b", C, ""));
        rotate(B, Optional.of(TOMORROW));
        change(DraftKey::remove);
        assertThat(records()).extracting(KeyRecord::label).containsExactly("b");
    }

    @Test
    void anUnknownLabelIsNoKey() throws IOException {
        write(entry("a", A, ""));
        assertThat(file().<Boolean>change(draft -> draft.key("b").isEmpty())).isTrue();
    }

    @Test
    void itPrintsItsId() throws IOException {
        write(entry("a", A, ", \"id\": \"k1\""));
        change(key -> assertThat(key).hasToString("DraftKey[k1]"));
    }

    private void rotate(String hex, Optional<Instant> oldUntil) throws IOException {
        change(key -> key.rotate(KeySecret.digest(KeyHash.parse(hex)), oldUntil));
    }

    private void change(Consumer<DraftKey> change) throws IOException {
        file().change(draft -> {
            change.accept(draft.key("a").orElseThrow());
            return "";
        });
    }

    private void write(String... entries) throws IOException {
        Files.writeString(folder.resolve("keys.json"), manifest(entries));
    }

    private ManifestFile file() {
        return ManifestFile.at(folder.resolve("keys.json"), CLOCK);
    }

    private Iterable<KeyRecord> records() {
        return file().records();
    }

    private KeyRecord only() {
        return file().records().get(0);
    }

    private static String hex(KeySecret secret) {
        return secret.digest().orElseThrow().toHex();
    }
}
