package dev.latchkey.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
    @ParameterizedTest
    @CsvSource({
        "minute, SLIDING, per-minute, 60",
        "hour, SLIDING, per-hour, 3600",
        "day, CALENDAR, per-day, 86400",
        "week, CALENDAR, per-week, 604800",
        "month, CALENDAR, per-month, 2592000",
        "PT90S, SLIDING, per-pt1m30s, 90",
        "PT60S, SLIDING, per-minute, 60",
        "P1D, CALENDAR, per-day, 86400"
    })
    void aWindowBringsItsUsualAlgorithmAndName(String window, RateAlgorithm algorithm, String name, long seconds) {
        RateLimit limit = RateLimit.of(20, RateWindow.parse(window));
        assertThat(limit.algorithm()).isEqualTo(algorithm);
        assertThat(limit.name()).isEqualTo(name);
        assertThat(limit.windowSeconds()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Minute", "minutes", "PT0S", "PT-5S", "PT0.5S", "P367D", "60", "P1M"})
    void otherWindowsAreRefused(String window) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateWindow.parse(window))
                .withMessageStartingWith("window: expected");
    }

    @ParameterizedTest
    @CsvSource({
        "minute, 2026-02-28T23:59:59.999999999Z, 2026-03-01T00:00:00Z",
        "minute, 2026-02-28T23:59:00Z, 2026-03-01T00:00:00Z",
        "hour, 2026-01-01T00:00:00Z, 2026-01-01T01:00:00Z",
        "day, 2024-02-28T12:00:00Z, 2024-02-29T00:00:00Z",
        "week, 2026-11-21T11:00:00Z, 2026-11-23T00:00:00Z",
        "week, 2026-11-23T00:00:00Z, 2026-11-30T00:00:00Z",
        "week, 2026-11-22T23:59:59.999999999Z, 2026-11-23T00:00:00Z",
        "month, 2024-02-29T12:00:00Z, 2024-03-01T00:00:00Z",
        "month, 2026-12-31T23:59:59Z, 2027-01-01T00:00:00Z",
        "PT90S, 1970-01-01T00:01:29Z, 1970-01-01T00:01:30Z"
    })
    void calendarWindowsEndAtTheNextBoundaryInUtc(String window, Instant now, Instant end) {
        assertThat(RateWindow.parse(window).endAfter(At.nanos(now))).isEqualTo(At.nanos(end));
    }

    @Test
    void negativePermitsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateLimit.of(-1, RateWindow.MINUTE))
                .withMessage("limit: expected 0 to 1000000000000 permits; leave the limit out for none");
    }

    @Test
    void permitsHaveACeilingSoThatNoSumWraps() {
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.of(Long.MAX_VALUE, RateWindow.MINUTE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateLimit.of(1_000_001, RateWindow.MINUTE, RateAlgorithm.LOG));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateLimit.bucket(1_000_000_000_000L, 1, RateWindow.DAY))
                .withMessageContaining("too large for its window");
    }

    @Test
    void onlyTheCalendarCountsMonths() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateLimit.of(1, RateWindow.MONTH, RateAlgorithm.SLIDING))
                .withMessageContaining("P30D");
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.bucket(1, 1, RateWindow.MONTH));
    }

    @Test
    void aBucketRefillsByAtLeastOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.bucket(10, 0, RateWindow.MINUTE));
    }

    @Test
    void aBucketsWindowIsTheTimeThatItTakesToFill() {
        assertThat(RateLimit.bucket(10, 20, RateWindow.MINUTE).windowSeconds()).isEqualTo(30);
        assertThat(RateLimit.bucket(10, 7, RateWindow.MINUTE).windowSeconds()).isEqualTo(86);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Per-Minute", "per minute", "a\"b", "a;b", "a\r\nb"})
    void namesAreSafeInHeaders(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateLimit.of(1, RateWindow.MINUTE).named(name));
    }

    @Test
    void equalLimitsAreEqual() {
        RateLimit limit = RateLimit.of(20, RateWindow.MINUTE);
        assertThat(limit)
                .isEqualTo(RateLimit.of(20, RateWindow.of(Duration.ofSeconds(60))))
                .hasSameHashCodeAs(limit);
        assertThat(limit).isNotEqualTo(limit.named("other")).isNotEqualTo(RateLimit.of(21, RateWindow.MINUTE));
        assertThat(limit).hasToString("per-minute: 20 permits per minute, sliding");
    }

    @Test
    void algorithmsAreReadByTheirNames() {
        assertThat(RateAlgorithm.parse("bucket")).isEqualTo(RateAlgorithm.BUCKET);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateAlgorithm.parse("BUCKET"))
                .withMessage("algorithm: expected one of calendar, sliding, bucket, log");
    }

    @Test
    void theShippedPlansAreThoseOfTheTransactionalGateway() {
        assertThat(RatePlan.shipped("free")).contains(RatePlan.free());
        assertThat(RatePlan.shipped("gold")).isEmpty();
        assertThat(List.of(RatePlan.free(), RatePlan.pro(), RatePlan.team()))
                .flatExtracting(RatePlan::limits)
                .extracting(RateLimit::permits)
                .containsExactly(20L, 1_000L, 200L, 50_000L, 1_000L, 250_000L);
        assertThat(RatePlan.team().limits()).extracting(RateLimit::algorithm).containsOnly(RateAlgorithm.SLIDING);
    }

    @Test
    void aPlanNamesEachLimitOnce() {
        RateLimit limit = RateLimit.of(20, RateWindow.MINUTE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RatePlan.of("mine", List.of(limit, limit)))
                .withMessage("plan: two limits are called per-minute; rename one");
        assertThatIllegalArgumentException().isThrownBy(() -> RatePlan.of("mine", List.of()));
    }
}
