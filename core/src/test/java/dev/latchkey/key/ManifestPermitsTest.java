package dev.latchkey.key;

import static dev.latchkey.key.Digests.A;
import static dev.latchkey.key.Digests.B;
import static dev.latchkey.key.KeyManifestTest.entry;
import static dev.latchkey.key.KeyManifestTest.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.access.AddressRanges;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.BudgetUnit;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateAlgorithm;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RatePlan;
import dev.latchkey.quota.RateWindow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a manifest's entry says about how often its key may be used, for how much, and from where. */
class ManifestPermitsTest {
    @Test
    void anEntryThatSaysNothingHasNoLimitOfAnyKind() {
        assertThat(permits("")).isSameAs(KeyPermits.unlimited());
    }

    @ParameterizedTest
    @ValueSource(strings = {"free", "pro", "team"})
    void aPlanIsTheLimitsThatShipUnderItsName(String name) {
        assertThat(permits(", \"plan\": \"" + name + "\"").limits())
                .isEqualTo(RatePlan.shipped(name).orElseThrow().limits());
    }

    @Test
    void aKeyMayHaveLimitsOfItsOwnInTheirOrder() {
        assertThat(permits(
                                ", \"limits\": [{\"requests\": 20, \"per\": \"minute\"}, {\"per\": \"day\", \"requests\": 1000}]")
                        .limits())
                .containsExactly(RateLimit.of(20, RateWindow.MINUTE), RateLimit.of(1000, RateWindow.DAY));
    }

    @ParameterizedTest
    @CsvSource({"hour,SLIDING", "day,CALENDAR", "week,CALENDAR", "month,CALENDAR", "PT90S,SLIDING"})
    void aLimitIsCountedAsItsWindowUsuallyIs(String per, RateAlgorithm usual) {
        assertThat(limit("{\"requests\": 5, \"per\": \"" + per + "\"}").algorithm())
                .isEqualTo(usual);
    }

    @ParameterizedTest
    @CsvSource({"sliding,SLIDING", "calendar,CALENDAR", "bucket,BUCKET", "log,LOG"})
    void aLimitMayNameItsAlgorithm(String word, RateAlgorithm algorithm) {
        assertThat(limit("{\"requests\": 5, \"per\": \"day\", \"algorithm\": \"" + word + "\"}"))
                .isEqualTo(RateLimit.of(5, RateWindow.DAY, algorithm));
    }

    @Test
    void anIso8601DurationIsAWindow() {
        assertThat(limit("{\"requests\": 5, \"per\": \"PT15M\"}").window())
                .isEqualTo(RateWindow.of(Duration.ofMinutes(15)));
    }

    @Test
    void aLimitMayHaveANameSoThatTwoOfOneWindowCanBeToldApart() {
        String limits = "[{\"requests\": 5, \"per\": \"minute\", \"algorithm\": \"bucket\", \"name\": \"burst\"},"
                + "{\"requests\": 50, \"per\": \"hour\", \"algorithm\": \"bucket\"}]";
        assertThat(permits(", \"limits\": " + limits).limits())
                .extracting(RateLimit::name)
                .containsExactly("burst", "bucket");
    }

    @Test
    void noRequestsAtAllIsALimit() {
        assertThat(limit("{\"requests\": 0, \"per\": \"minute\"}").permits()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"1000.00\" | 1000",
                "1000.00 | 1000",
                "1000 | 1000",
                "\"0\" | 0",
                "0.000000001 | 0.000000001",
                "\"999999999.999999999\" | 999999999.999999999"
            })
    void amountsAreTextOrNumbers(String written, String amount) {
        assertThat(permits(", \"usage_limit\": " + written).usageLimit()).contains(Money.parse(amount));
    }

    @Test
    void usageIsWhatWasSpentBefore() {
        KeyPermits permits = permits(", \"usage\": \"250.50\", \"usage_limit\": \"1000.00\"");
        assertThat(permits.startingUsage()).isEqualTo(Money.parse("250.50"));
    }

    @ParameterizedTest
    @CsvSource({"1,hour,HOUR", "8760,hour,HOUR", "365,day,DAY", "52,week,WEEK", "1,month,MONTH", "12,month,MONTH"})
    void aPeriodLimitSaysHowMuchAndHowLong(int every, String word, BudgetUnit unit) {
        KeyPermits permits = permits(
                ", \"period_limit\": {\"usd\": \"3.00\", \"every\": " + every + ", \"unit\": \"" + word + "\"}");
        assertThat(permits.periodLimit()).contains(Money.parse("3"));
        assertThat(permits.period()).isEqualTo(BudgetReset.every(every, unit));
    }

    @Test
    void addressesAreSingleOnesAndRangesOfBothFamilies() {
        assertThat(permits(", \"allowed_addresses\": [\"192.0.2.0/24\", \"198.51.100.7\", \"2001:db8::/32\"]")
                        .addresses())
                .contains(AddressRanges.parse(List.of("192.0.2.0/24", "198.51.100.7", "2001:db8::/32")));
    }

    @Test
    void anEmptyListOfAddressesIsNowhere() {
        assertThat(permits(", \"allowed_addresses\": []").addresses()).contains(AddressRanges.none());
    }

    @Test
    void secretsOfOneKeyThatAgreeAboutItsPermitsAreOneKey() {
        String permits = ", \"id\": \"k\", \"plan\": \"free\", \"usage_limit\": \"1\"";
        assertThat(KeyManifest.parse(manifest(
                                entry("a", A, permits + ", \"secret_expires_at\": \"2027-01-01T00:00:00Z\""),
                                entry("a", B, permits)))
                        .records())
                .singleElement()
                .satisfies(record -> assertThat(record.permits().limits()).hasSize(2));
    }

    private static RateLimit limit(String json) {
        return permits(", \"limits\": [" + json + "]").limits().get(0);
    }

    private static KeyPermits permits(String members) {
        return KeyManifest.parse(manifest(entry("a", A, members)))
                .records()
                .get(0)
                .permits();
    }
}
