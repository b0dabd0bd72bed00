package dev.latchkey.key;

import static dev.latchkey.key.Digests.A;
import static dev.latchkey.key.Digests.B;
import static dev.latchkey.key.KeyManifestTest.entry;
import static dev.latchkey.key.KeyManifestTest.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyManifestRefusalTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "[]", "7", "\"text\"", "null", "{}", "{\"version\": 1}", "{\"entries\": [7]}"})
    void whatIsNoManifestIsRefusedWithWhatWasExpected(String json) {
        refused(json).withMessageContaining("expected");
    }

    @Test
    void noEntriesAreRefused() {
        refused(manifest()).withMessageContaining("entries: empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "0", "\"1\"", "1.0", "true", "null"})
    void theVersionIsOne(String version) {
        refused("{\"version\": " + version + ", \"entries\": []}").withMessageContaining("version: expected 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"version\": 1, \"entries\": [", "{\"version\": 1,, }", "{'version': 1}", "{\"version\": 01}"})
    void brokenJsonIsRefusedByLineAndColumn(String json) {
        refused(json).withMessageContaining("line 1, column ");
    }

    @Test
    void nothingMayFollowTheManifest() {
        refused(manifest(entry("a", A, "")) + "{}").withMessageContaining("nothing after the closing brace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alowed_models", "rate_limit_per_minute", "plans", "Status", "sha-256"})
    void anUnknownMemberIsRefusedByNameAndPosition(String member) {
        refused(manifest(entry("a", A, ""), entry("b", B, ", \"" + member + "\": 1")))
                .withMessageContaining("entry 2 (b): unknown member " + member);
    }

    @Test
    void anUnknownMemberOfTheRootIsRefusedByName() {
        refused("{\"version\": 1, \"default_user\": \"x\", \"entries\": []}")
                .withMessageContaining("unknown member default_user");
    }

    @Test
    void aMemberThatStandsThereTwiceIsRefused() {
        refused(manifest(entry("a", A, ", \"status\": \"inactive\", \"status\": \"active\"")))
                .withMessageContaining("entry 1 (a): line 1, column ")
                .withMessageContaining("a member stands there twice");
    }

    @Test
    void aRepeatedListOfEntriesIsRefused() {
        String entries = "\"entries\": [" + entry("a", A, "") + "]";
        refused("{\"version\": 1, " + entries + ", " + entries + "}").withMessageContaining("twice");
    }

    @Test
    void aMemberInMetadataThatStandsThereTwiceIsRefused() {
        refused(manifest(entry("a", A, ", \"metadata\": {\"x\": {\"y\": 1, \"y\": 2}}")))
                .withMessageContaining("twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"status\": \"revoked\"    | status: expected active, inactive or deleted",
                "\"status\": \"ACTIVE\"     | status: expected active, inactive or deleted",
                "\"status\": true           | status: expected text, found true or false",
                "\"user\": null             | user: expected text, found null; leave the member out",
                "\"user\": \" \"            | user: expected text of 1 to 256 characters",
                "\"name\": \"a\\u0007\"     | name: expected text of 1 to 256 characters",
                "\"id\": \"a b\"            | id: expected 1 to 64 characters",
                "\"scopes\": \"chat\"       | scopes: expected an array of texts, found text",
                "\"scopes\": [\"a\", 1]     | scopes: expected text, found a number",
                "\"scopes\": [\"a\", \"a\"] | scopes: scope 2: already listed",
                "\"environment\": \"PROD\"    | environment: expected 1 to 32 characters, such as production",
                "\"environment\": null      | environment: expected text, found null; leave the member out",
                "\"environment\": [\"test\"]  | environment: expected text, found an array",
                "\"metadata\": []           | metadata: expected an object, found an array",
                "\"metadata\": {\"n\": 1e2000000} | metadata: expected numbers within",
                "\"metadata\": {\"n\": 9223372036854775808} | metadata: expected integers of at most 64 bits",
                "\"managed\": []            | managed: expected an object, found an array",
                "\"managed\": {\"by\": \"x\"} | managed: unknown member by",
                "\"managed\": {\"version\": 0} | managed: version: expected 1 or more",
                "\"managed\": {\"updated_at\": 1} | managed: updated_at: expected text",
                "\"managed\": {\"secret\": {\"sha256\": \"\"}} | managed: secret: unknown member sha256",
                "\"managed\": {\"exact\": {\"status\": \"active\"}} | managed: exact: unknown member status",
                "\"managed\": {\"exact\": {\"credits\": \"1\"}} | managed: exact: credits: expected nano-dollars",
                "\"managed\": {\"exact\": {\"usage\": -1}} | managed: exact: usage: expected nano-dollars",
                "\"managed\": {\"exact\": {\"period_limit\": {}}} | managed: exact: period_limit: expected the members nanos",
                "\"scheme\": \"md5\"        | scheme: expected sha256 or hmac:NAME",
                "\"scheme\": \"hmac:\"      | scheme: expected sha256 or hmac:NAME",
                "\"scheme\": \"hmac:a:b\"   | scheme: expected sha256 or hmac:NAME",
                "\"expires_at\": 1767225600 | expires_at: expected text, found a number",
                "\"expires_at\": \"2027-01-01\" | expires_at: expected an ISO 8601 date and time with a zone",
                "\"expires_at\": \"2027-01-01T00:00:00\" | expires_at: expected an ISO 8601 date and time with a zone",
                "\"expires_at\": \"2027-02-30T00:00:00Z\" | expires_at: expected an ISO 8601 date and time with a zone",
                "\"created_at\": \"1969-12-31T23:59:59Z\" | created_at: expected a date from 1970",
                "\"not_before\": \"+999999999-01-01T00:00:00Z\" | not_before: expected a date from 1970",
            })
    void aValueThatCannotBeIsRefusedByMemberAndPosition(String member, String problem) {
        refused(manifest(entry("a", A, ", " + member))).withMessageContaining("entry 1 (a): " + problem);
    }

    @Test
    void anExpiryLiesAtMostAHundredYearsAhead() {
        long now = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;
        assertThat(KeyManifest.parse(expiring("2126-01-01T00:00:00Z"), () -> now)
                        .records())
                .hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyManifest.parse(expiring("2126-01-01T00:00:00.000000001Z"), () -> now))
                .withMessageContaining("expires_at: expected a date from 1970 to 100 years from now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-06-01T00:00:00Z", "2026-06-01T00:00:00.000000001Z"})
    void aKeyThatWouldNeverBeGoodIsRefused(String notBefore) {
        refused(manifest(entry(
                        "a", A, ", \"expires_at\": \"2026-06-01T00:00:00Z\", \"not_before\": \"" + notBefore + "\"")))
                .withMessageContaining("expires_at: expected a date after not_before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "b\u00e9"})
    void aLabelIsMadeOfLabelCharacters(String label) {
        refused(manifest(entry(label, A, ""))).withMessageContaining("entry 1: label: expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"sha256\": \"%s\"}", "{\"label\": \"a\"}", "[]", "7", "null"})
    void anEntryHasALabelAndASecret(String entry) {
        refused(manifest(entry.formatted(A))).withMessageContaining("entry 1: expected");
    }

    @Test
    void anEntryHasOneKindOfSecretOnly() {
        String phc = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY$dGFnLXRhZy10YWctdGFnLXRhZy0xMQ";
        refused(manifest(entry("a", A, ", \"argon2id\": \"" + phc + "\"")))
                .withMessageContaining("exactly one of the members sha256 and argon2id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "test", "Password"})
    void theDigestOfAWordThatEverybodyTriesIsRefused(String word) {
        refused(manifest(entry("a", Digests.hex(word), ""))).withMessageContaining("sha256: the digest of a word");
    }

    @Test
    void aDigestOfAnotherLengthIsRefused() {
        refused(manifest(entry("a", A.substring(1), "")))
                .withMessageContaining("entry 1: sha256: expected 64 hex digits, found 63");
    }

    @Test
    void theSameDigestTwiceIsRefusedNamingBoth() {
        refused(manifest(entry("a", A, ""), entry("b", A, "")))
                .withMessageContaining("entry 2 (b): the same digest as entry 1");
    }

    @Test
    void theSameLabelTwiceIsRefusedNamingBoth() {
        refused(manifest(entry("a", A, ""), entry("a", B, ", \"id\": \"k\"")))
                .withMessageContaining("entry 2 (a): the same label as entry 1");
    }

    @Test
    void oneIdUnderTwoLabelsIsRefusedNamingBoth() {
        refused(manifest(entry("a", A, ", \"id\": \"k\""), entry("b", B, ", \"id\": \"k\"")))
                .withMessageContaining("entry 2 (b): the same id as entry 1");
    }

    @Test
    void secretsOfOneKeyThatDisagreeAboutItAreRefused() {
        refused(manifest(
                        entry("a", A, ", \"id\": \"k\", \"status\": \"inactive\""),
                        entry("a", B, ", \"id\": \"k\", \"secret_expires_at\": \"2027-01-01T00:00:00Z\"")))
                .withMessageContaining("entry 2 (a): the same id as entry 1, but other members differ");
    }

    @Test
    void twoSecretsWithoutAnEndAreRefused() {
        refused(manifest(entry("a", A, ", \"id\": \"k\""), entry("a", B, ", \"id\": \"k\"")))
                .withMessageContaining("entries 1, 2 do not agree");
    }

    @Test
    void aSingleSecretWithAnEndIsRefused() {
        refused(manifest(entry("a", A, ", \"secret_expires_at\": \"2027-01-01T00:00:00Z\"")))
                .withMessageContaining("use expires_at");
    }

    @Test
    void oneBadEntryInAThousandRefusesAll() {
        refused(manifest(IntStream.rangeClosed(1, 1000)
                        .mapToObj(i -> entry("k" + i, Digests.hex("key " + i), i == 777 ? ", \"status\": \"\"" : ""))
                        .toArray(String[]::new)))
                .withMessageContaining("entry 777 (k777): status: ");
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        refused(manifest(entry("a", A, ", \"metadata\": {\"x\": " + deep + "}")))
                .withMessageContaining("levels deep");
    }

    @Test
    void anEndlessTextIsRefused() {
        refused(manifest(entry("a", A, ", \"metadata\": {\"x\": \"" + "x".repeat(1_000_000) + "\"}")))
                .withMessageContaining("a text above 100000 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32", "ISO-8859-1"})
    void aFileInAnotherEncodingIsRefused(String charset, @TempDir Path folder) throws IOException {
        String json = manifest(entry("a", A, ", \"name\": \"Köln\""));
        Path file = Files.write(folder.resolve("keys.json"), json.getBytes(java.nio.charset.Charset.forName(charset)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyManifest.read(file))
                .withMessageContaining("keys.json");
    }

    @Test
    void overlongUtf8IsRefused(@TempDir Path folder) throws IOException {
        byte[] json = manifest(entry("a", A, ", \"name\": \"~~\"")).getBytes(StandardCharsets.UTF_8);
        int at = new String(json, StandardCharsets.US_ASCII).indexOf("~~");
        json[at] = (byte) 0xC0;
        json[at + 1] = (byte) 0x80;
        Path file = Files.write(folder.resolve("keys.json"), json);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyManifest.read(file))
                .withMessageContaining("save it as UTF-8");
    }

    private static String expiring(String date) {
        return manifest(entry("a", A, ", \"expires_at\": \"" + date + "\""));
    }

    private static ThrowableAssertAlternative<IllegalArgumentException> refused(String json) {
        return assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyManifest.parse(json))
                .withMessageStartingWith("key manifest: ");
    }
}
