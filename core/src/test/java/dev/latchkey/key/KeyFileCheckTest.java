package dev.latchkey.key;

import static dev.latchkey.key.Digests.A;
import static dev.latchkey.key.Digests.B;
import static dev.latchkey.key.KeyManifestTest.entry;
import static dev.latchkey.key.KeyManifestTest.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileCheckTest {
    @TempDir
    Path folder;

    @Test
    void everyBadEntryOfAManifestIsTold() throws IOException {
        assertThat(problems(manifest(
                        entry(
                                "a",
                                A,
                                ", \"metadata\": {\"deep\": [{}, {}], \"n\": 1}, \"status\": \"gone\", \"x\": [1, {}]"),
                        "7",
                        entry("b", B, ""),
                        entry("c", "12", ""),
                        entry("d", B, ""))))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("entry 1 (a): status: expected active"),
                        two -> assertThat(two).startsWith("entry 2: expected an object, found a number"),
                        three -> assertThat(three).startsWith("entry 4: sha256: expected 64 hex digits"),
                        four -> assertThat(four).startsWith("entry 5 (d): the same digest as entry 3"));
    }

    @Test
    void nothingIsToldBehindTextThatIsNoJson() throws IOException {
        String broken = manifest(entry("a", "12", ""), "{\"label\": oops}", entry("b", "34", ""));
        assertThat(problems(broken))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("entry 1: sha256"),
                        two -> assertThat(two)
                                .startsWith("entry 2: line 2, column")
                                .endsWith("not JSON"));
    }

    @Test
    void whatIsWrongAmongGoodEntriesIsTold() throws IOException {
        assertThat(problems(manifest(entry("a", A, ", \"secret_expires_at\": \"2026-01-01T00:00:00Z\""))))
                .singleElement()
                .asString()
                .startsWith("entry 1 (a): secret_expires_at: the key has no other secret");
    }

    @Test
    void aManifestWithoutEntriesIsTold() throws IOException {
        assertThat(problems(manifest())).singleElement().asString().startsWith("entries: empty");
    }

    @Test
    void aGoodFileHasNoProblems() throws IOException {
        assertThat(problems(manifest(entry("a", A, "")))).isEmpty();
        assertThat(problems("a:" + A)).isEmpty();
    }

    @Test
    void aManifestIsOneWhateverItsEntriesSay() throws IOException {
        assertThat(check(manifest("7")).isManifest()).isTrue();
        assertThat(check(manifest()).isManifest()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "{\"version\": 2, \"entries\": []}", "{\"version\": 1, \"entries\": {}}", "a:b"})
    void anythingElseIsNone(String text) throws IOException {
        assertThat(check(text).isManifest()).isFalse();
        assertThat(check(text).problems()).isNotEmpty();
    }

    @Test
    void everyBadEntryOfARingIsTold() throws IOException {
        assertThat(problems("oops\na:" + A + "\n# b:" + B + "\n" + "x".repeat(5000) + "\na:" + B))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("entry 1: expected label:digest"),
                        two -> assertThat(two).startsWith("entry 3: "),
                        three -> assertThat(three).startsWith("entry 4: longer than 4096 bytes"),
                        four -> assertThat(four).startsWith("entry 5 (a): the same label as entry 2"));
    }

    @Test
    void aLabelThatAlsoABadEntryHasIsTold() throws IOException {
        assertThat(problems("a:" + Digests.hex("test") + "\nb:" + B + "\na:" + A + "\na:" + Digests.hex("admin")))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("entry 1 (a): the digest of a word"),
                        two -> assertThat(two).startsWith("entry 3 (a): the same label as entry 1"),
                        three -> assertThat(three).startsWith("entry 4 (a): the same label as entry 1"));
    }

    @Test
    void aDigestThatStandsInARingTwiceIsTold() throws IOException {
        assertThat(problems("a:" + A + ",b:" + A)).singleElement().asString().contains("the same digest as entry 1");
    }

    @Test
    void aRingWithoutEntriesIsTold() throws IOException {
        assertThat(problems(" \n")).singleElement().asString().contains("empty");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyFileCheck.of(folder.resolve("absent")))
                .withMessageContaining("no such file");
    }

    @Test
    void itPrintsTheNumberOfProblems() throws IOException {
        assertThat(check(manifest("7"))).hasToString("KeyFileCheck[1 problems]");
    }

    private List<String> problems(String text) throws IOException {
        return check(text).problems();
    }

    private KeyFileCheck check(String text) throws IOException {
        return KeyFileCheck.of(Files.writeString(folder.resolve("keys"), text));
    }
}
