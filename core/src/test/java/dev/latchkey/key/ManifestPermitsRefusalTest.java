package dev.latchkey.key;

import static dev.latchkey.key.Digests.A;
import static dev.latchkey.key.Digests.B;
import static dev.latchkey.key.KeyManifestTest.entry;
import static dev.latchkey.key.KeyManifestTest.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A manifest whose limits cannot be is refused as a whole, with the member and what was expected. */
class ManifestPermitsRefusalTest {
    private static final String FORM = "expected an amount such as 3.00: up to 9 integer and 9 fraction digits";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"plan\": \"gold\" | plan: expected free, pro or team; give others as limits",
                "\"plan\": 20 | plan: expected text, found a number",
                "\"limits\": {} | limits: expected an array of limits, found an object",
                "\"limits\": [] | limits: expected at least one limit; leave the member out for none",
                "\"limits\": [20] | limits: number 1: expected an object, found a number",
                "\"limits\": [{\"requests\": 20}] | limits: number 1: expected the members requests and per",
                "\"limits\": [{\"per\": \"day\"}] | limits: number 1: expected the members requests and per",
                "\"limits\": [{\"requests\": -1, \"per\": \"day\"}] | limits: number 1: requests: expected a whole number",
                "\"limits\": [{\"requests\": -0, \"per\": \"day\"}] | limits: number 1: requests: expected a whole number",
                "\"limits\": [{\"requests\": 1.0, \"per\": \"day\"}] | limits: number 1: requests: expected a whole number",
                "\"limits\": [{\"requests\": 1e3, \"per\": \"day\"}] | limits: number 1: requests: expected a whole number",
                "\"limits\": [{\"requests\": \"20\", \"per\": \"day\"}] | limits: number 1: requests: expected a whole number",
                "\"limits\": [{\"requests\": 99999999999999999999, \"per\": \"day\"}] | limits: number 1: requests: expected a whole",
                "\"limits\": [{\"requests\": 1, \"per\": \"year\"}] | limits: number 1: per: window: expected minute, hour, day",
                "\"limits\": [{\"requests\": 1, \"per\": \"PT0.5S\"}] | limits: number 1: per: window: expected a duration from 1",
                "\"limits\": [{\"requests\": 1, \"per\": \"P9999999999D\"}] | limits: number 1: per: window: expected",
                "\"limits\": [{\"requests\": 1, \"per\": \"day\", \"algorithm\": \"fair\"}] | limits: number 1: algorithm: expected one of",
                "\"limits\": [{\"requests\": 1, \"per\": \"month\", \"algorithm\": \"log\"}] | limits: number 1: limit: a month has no",
                "\"limits\": [{\"requests\": 1, \"per\": \"day\", \"name\": \"A b\"}] | limits: number 1: limit: expected a name",
                "\"limits\": [{\"requests\": 1, \"per\": \"day\", \"burst\": 9}] | limits: number 1: unknown member burst",
                "\"usage_limit\": null | usage_limit: expected an amount such as \"3.00\", found null; leave the member out",
                "\"usage_limit\": true | usage_limit: expected an amount such as \"3.00\", found true or false",
                "\"usage\": \"1\" | usage: goes with usage_limit only",
                "\"period_limit\": \"3.00\" | period_limit: expected an object, found text",
                "\"period_limit\": {\"usd\": \"3\"} | period_limit: expected the members usd, every and unit",
                "\"period_limit\": {\"usd\": \"3\", \"every\": 0, \"unit\": \"day\"} | period_limit: budget: expected 1 to 365",
                "\"period_limit\": {\"usd\": \"3\", \"every\": 8761, \"unit\": \"hour\"} | period_limit: budget: expected 1 to 8760",
                "\"period_limit\": {\"usd\": \"3\", \"every\": 366, \"unit\": \"day\"} | period_limit: budget: expected 1 to 365",
                "\"period_limit\": {\"usd\": \"3\", \"every\": 53, \"unit\": \"week\"} | period_limit: budget: expected 1 to 52",
                "\"period_limit\": {\"usd\": \"3\", \"every\": 13, \"unit\": \"month\"} | period_limit: budget: expected 1 to 12",
                "\"period_limit\": {\"usd\": \"3\", \"every\": 1, \"unit\": \"year\"} | period_limit: unit: expected hour, day",
                "\"period_limit\": {\"usd\": \"3\", \"every\": 1, \"unit\": \"day\", \"reset\": 1} | period_limit: reset: expected text, found a number",
                "\"period_limit\": {\"usd\": \"3\", \"every\": 1, \"unit\": \"day\", \"reset\": \"never\"} | period_limit: reset: goes with usd only",
                "\"period_limit\": {\"usd\": \"3\", \"reset\": \"daily\"} | period_limit: reset: budget: expected a reset such as",
                "\"limits\": [{\"requests\": 1, \"refill\": 1, \"per\": \"day\"}] | limits: number 1: refill: goes with the algorithm bucket only",
                "\"period_limit\": {\"usd\": \"-3\", \"every\": 1, \"unit\": \"day\"} | period_limit: usd: expected an amount",
                "\"allowed_addresses\": \"192.0.2.1\" | allowed_addresses: expected an array of texts, found text",
                "\"allowed_addresses\": [\"192.0.2.1\", \"example.org\"] | allowed_addresses: entry 2: address range: expected",
                "\"allowed_addresses\": [\"192.0.2.0/33\"] | allowed_addresses: entry 1: address range: expected a prefix length",
            })
    void aValueThatCannotBeIsRefusedByMemberAndPosition(String member, String problem) {
        refused(entry("a", A, ", " + member), "entry 1 (a): " + problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"NaN\"",
                "\"Infinity\"",
                "\"1e2000000\"",
                "1e2000000",
                "1e-6",
                "1E3",
                "\"1234567890123456789\"",
                "1234567890123456789",
                "0.1234567890",
                "\"0.1234567890\"",
                "-0",
                "-1",
                "\"-0\"",
                "\"+1\"",
                "\" 1\"",
                "\"1,5\"",
                "\"\"",
                "\"\u0661\""
            })
    void anAmountInAnotherFormIsRefusedWithTheAcceptedOne(String amount) {
        refused(entry("a", A, ", \"usage_limit\": " + amount), "entry 1 (a): usage_limit: " + FORM);
    }

    @Test
    void anAmountOfManyDigitsIsRefusedUnread() {
        refused(entry("a", A, ", \"usage_limit\": " + "9".repeat(1_000_000)), "entry 1 (a): ");
    }

    @Test
    void aMemberOfALimitThatStandsThereTwiceIsRefused() {
        refused(
                entry("a", A, ", \"limits\": [{\"requests\": 1, \"per\": \"day\", \"requests\": 2}]"),
                "a member stands there twice");
    }

    @Test
    void twoLimitsOfOneNameAreRefused() {
        String day = "{\"requests\": 1, \"per\": \"day\"}";
        refused(
                entry("a", A, ", \"limits\": [" + day + ", " + day + "]"),
                "limits: two of them are called per-day; keep one, or give one another name");
    }

    @Test
    void moreThanSixteenLimitsAreRefused() {
        String more = IntStream.rangeClosed(1, 17)
                .mapToObj(i -> "{\"requests\": 1, \"per\": \"day\", \"name\": \"n" + i + "\"}")
                .collect(Collectors.joining(", "));
        refused(entry("a", A, ", \"limits\": [" + more + "]"), "limits: expected at most 16 limits");
    }

    @Test
    void aPlanBesideLimitsIsRefused() {
        refused(
                entry("a", A, ", \"plan\": \"free\", \"limits\": [{\"requests\": 1, \"per\": \"day\"}]"),
                "plan: goes with no limits of the key's own; keep plan or limits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"plan\": \"free\"",
                "\"limits\": [{\"requests\": 1, \"per\": \"day\"}]",
                "\"usage_limit\": \"1\"",
                "\"period_limit\": {\"usd\": \"3\", \"every\": 1, \"unit\": \"day\"}",
                "\"allowed_addresses\": [\"192.0.2.1\"]"
            })
    void secretsOfOneKeyThatDisagreeAboutItsPermitsAreRefused(String member) {
        String end = ", \"id\": \"k\", \"secret_expires_at\": \"2027-01-01T00:00:00Z\"";
        refused(
                entry("a", A, ", \"id\": \"k\", " + member) + ", " + entry("a", B, end),
                "entry 2 (a): the same id as entry 1, but other members differ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"plan\": \"gw_sk_CANARYCANARYCANARY\"",
                "\"usage_limit\": \"gw_sk_CANARYCANARYCANARY\"",
                "\"limits\": [{\"gw_sk_CANARYCANARYCANARY\": 1}]",
                "\"limits\": [{\"requests\": 1, \"per\": \"gw_sk_CANARYCANARYCANARY\"}]",
                "\"limits\": [{\"requests\": 1, \"per\": \"day\", \"algorithm\": \"gw_sk_CANARYCANARYCANARY\"}]",
                "\"limits\": [{\"requests\": 1, \"per\": \"day\", \"name\": \"gw_sk_CANARYCANARYCANARY\"}]",
                "\"period_limit\": {\"usd\": 1, \"every\": 1, \"unit\": \"gw_sk_CANARYC\"}",
                "\"allowed_addresses\": [\"gw_sk_CANARYCANARYCANARY\"]"
            })
    void aSecretInTheWrongPlaceIsNeverRepeated(String member) {
        Throwable refusal = catchThrowable(() -> KeyManifest.parse(manifest(entry("a", A, ", " + member))));
        assertThat(refusal).isInstanceOf(IllegalArgumentException.class);
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain("CANARY");
        }
    }

    private static void refused(String entries, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyManifest.parse(manifest(entries)))
                .withMessageStartingWith("key manifest: entry ")
                .withMessageContaining(problem);
    }
}
