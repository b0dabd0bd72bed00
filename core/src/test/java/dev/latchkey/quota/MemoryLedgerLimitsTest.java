package dev.latchkey.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryLedgerLimitsTest {
    private final At clock = new At("2026-03-01T00:00:10Z");
    private final QuotaLedger ledger = QuotaLedger.inMemory(clock);
    private final Account key = ledger.account("key-1", AccountKind.KEY);

    @Test
    void everyLimitOfADemandIsTakenOrNone() {
        Demand both = Demand.builder()
                .limit(key, RateLimit.of(2, RateWindow.MINUTE))
                .limit(key, RateLimit.of(1, RateWindow.DAY))
                .build();
        assertThat(admit(both)).isInstanceOf(Admitted.class);
        assertThat(admit(both)).isInstanceOf(OverLimit.class);
        assertThat(ledger.usage(both, clock.epochNanos()).limits())
                .extracting(LimitState::remaining)
                .containsExactly(1L, 0L);
    }

    @Test
    void theLimitWithTheLongestWaitBinds() {
        Demand both = Demand.builder()
                .limit(key, RateLimit.of(1, RateWindow.DAY))
                .limit(key, RateLimit.of(1, RateWindow.MINUTE))
                .build();
        admit(both);
        OverLimit refused = (OverLimit) admit(both);
        assertThat(refused.index()).isZero();
        assertThat(refused.binding().name()).isEqualTo("per-day");
        assertThat(refused.binding().retryAfter())
                .isEqualTo(Duration.ofDays(1).minusSeconds(10).toNanos());
        assertThat(refused.limits().get(1).retryAfter())
                .isEqualTo(Duration.ofMinutes(1).toNanos());
    }

    @Test
    void anAdmittedCallIsToldWhatRemainsAndWhen() {
        Demand demand = Demand.builder()
                .limit(key, RateLimit.of(20, RateWindow.MINUTE), 5)
                .build();
        assertThat(((Admitted) admit(demand)).limits())
                .containsExactly(new LimitState(
                        AccountKind.KEY,
                        "per-minute",
                        20,
                        15,
                        clock.epochNanos() + Duration.ofMinutes(1).toNanos(),
                        0,
                        60));
    }

    @Test
    void aSlidingPermitIsBackAtTheInstantAndNotBefore() {
        Demand one = one(RateLimit.of(1, RateWindow.MINUTE));
        admit(one);
        clock.passNanos(Duration.ofMinutes(1).toNanos() - 1);
        assertThat(admit(one)).isInstanceOf(OverLimit.class);
        clock.passNanos(1);
        assertThat(admit(one)).isInstanceOf(Admitted.class);
    }

    @Test
    void twoAccountsWithTheSameLimitsAreCountedApartInAnyOrderOfTheClaims() {
        RateLimit minute = RateLimit.of(10, RateWindow.MINUTE);
        RateLimit day = RateLimit.of(10, RateWindow.DAY);
        Account user = ledger.account("u", AccountKind.USER);
        Demand both = Demand.builder()
                .limit(key, minute)
                .limit(user, day)
                .limit(key, day)
                .limit(user, minute)
                .build();
        admit(both);
        admit(Demand.builder().limit(key, day, 3).limit(key, minute).build());
        assertThat(ledger.usage(both, clock.epochNanos()).limits())
                .extracting(LimitState::remaining)
                .containsExactly(8L, 9L, 6L, 9L);
    }

    @Test
    void twoNodesThatAllowDifferentlyMuchCountOneUsage() {
        Demand little = one(RateLimit.of(2, RateWindow.MINUTE));
        Demand much = one(RateLimit.of(5, RateWindow.MINUTE));
        admit(little);
        admit(much);
        assertThat(admit(little)).isInstanceOf(OverLimit.class);
        assertThat(admit(much)).isInstanceOf(Admitted.class);
        assertThat(admit(little)).isInstanceOf(OverLimit.class);
    }

    @Test
    void aCalendarDayEndsAtMidnightUtc() {
        Demand one = one(RateLimit.of(1, RateWindow.DAY));
        admit(one);
        clock.set("2026-03-01T23:59:59.999999999Z");
        assertThat(admit(one)).isInstanceOf(OverLimit.class);
        clock.passNanos(1);
        assertThat(admit(one)).isInstanceOf(Admitted.class);
    }

    @Test
    void noPermitsBlockEverything() {
        for (RateAlgorithm algorithm : RateAlgorithm.values()) {
            OverLimit refused = (OverLimit) admit(one(RateLimit.of(0, RateWindow.MINUTE, algorithm)));
            assertThat(refused.binding().retryAfter())
                    .as("%s", algorithm)
                    .isEqualTo(Duration.ofMinutes(1).toNanos());
        }
    }

    @Test
    void aCostAboveThePermitsIsRefusedHoweverLarge() {
        RateLimit limit = RateLimit.of(10, RateWindow.MINUTE);
        admit(one(limit));
        Demand huge = Demand.builder().limit(key, limit, Long.MAX_VALUE).build();
        assertThat(admit(huge)).isInstanceOf(OverLimit.class);
        assertThat(remaining(limit)).isEqualTo(9);
    }

    @Test
    void costsBelowOneAreRefusedAsConfiguration() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Demand.builder().limit(key, RateLimit.of(1, RateWindow.MINUTE), 0));
    }

    @Test
    void oneLimitTwiceOnOneAccountIsRefusedAsConfiguration() {
        RateLimit limit = RateLimit.of(1, RateWindow.MINUTE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Demand.builder().limit(key, limit).limit(key, limit))
                .withMessageContaining("per-minute");
    }

    @Test
    void aProbeTakesNothing() {
        RateLimit limit = RateLimit.of(1, RateWindow.MINUTE);
        for (int i = 0; i < 3; i++) {
            assertThat(ledger.probe(one(limit), Money.ZERO, clock.epochNanos())).isInstanceOf(Admitted.class);
        }
        assertThat(remaining(limit)).isEqualTo(1);
    }

    @Test
    void aProbeOfASpentLimitIsRefused() {
        RateLimit limit = RateLimit.of(1, RateWindow.MINUTE);
        admit(one(limit));
        assertThat(ledger.probe(one(limit), Money.ZERO, clock.epochNanos())).isInstanceOf(OverLimit.class);
    }

    @Test
    void theSameIdIsTheSameAccountAfterAReload() {
        RateLimit limit = RateLimit.of(5, RateWindow.MINUTE);
        int admitted = 0;
        for (int reload = 0; reload < 1_000; reload++) {
            Account again = ledger.account("key-" + "1", AccountKind.KEY);
            Demand demand = Demand.builder()
                    .limit(again, RateLimit.of(5, RateWindow.MINUTE))
                    .build();
            admitted += admit(demand) instanceof Admitted ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(5);
        assertThat(remaining(limit)).isZero();
    }

    @Test
    void changedPermitsForgiveNothing() {
        for (RateAlgorithm algorithm : RateAlgorithm.values()) {
            Account other = ledger.account("key-" + algorithm, AccountKind.KEY);
            RateLimit before = RateLimit.of(60, RateWindow.MINUTE, algorithm);
            RateLimit after = algorithm == RateAlgorithm.BUCKET
                    ? RateLimit.bucket(70, 60, RateWindow.MINUTE)
                    : RateLimit.of(70, RateWindow.MINUTE, algorithm);
            admit(Demand.builder().limit(other, before, 60).build());
            Demand changed = Demand.builder().limit(other, after).build();
            assertThat(ledger.usage(changed, clock.epochNanos()).limits().get(0).remaining())
                    .as("%s", algorithm)
                    .isEqualTo(10);
        }
    }

    @Test
    void kindsAreApart() {
        RateLimit limit = RateLimit.of(1, RateWindow.MINUTE);
        admit(one(limit));
        Account user = ledger.account("key-1", AccountKind.USER);
        assertThat(admit(Demand.builder().limit(user, limit).build())).isInstanceOf(Admitted.class);
    }

    @Test
    void aRefusalByOneAccountTakesNothingOfAnother() {
        Account address = ledger.account("192.0.2.1", AccountKind.ADDRESS);
        RateLimit limit = RateLimit.of(5, RateWindow.MINUTE);
        Demand both = Demand.builder()
                .limit(key, limit)
                .limit(address, RateLimit.of(0, RateWindow.MINUTE))
                .build();
        assertThat(((OverLimit) admit(both)).index()).isEqualTo(1);
        assertThat(remaining(limit)).isEqualTo(5);
    }

    @Test
    void aClockReadEarlierButAskedLaterGainsNothing() {
        RateLimit limit = RateLimit.of(1, RateWindow.MINUTE);
        admit(one(limit));
        assertThat(ledger.admit(one(limit), Money.ZERO, clock.epochNanos() - 5)).isInstanceOf(OverLimit.class);
    }

    @Test
    void accountsOfAnotherLedgerAreRefused() {
        Account stranger = new Account() {
            @Override
            public String id() {
                return "x";
            }

            @Override
            public AccountKind kind() {
                return AccountKind.USER;
            }
        };
        Demand demand = Demand.builder()
                .limit(stranger, RateLimit.of(1, RateWindow.MINUTE))
                .build();
        assertThatIllegalArgumentException().isThrownBy(() -> admit(demand));
    }

    private Outcome admit(Demand demand) {
        return ledger.admit(demand, Money.ZERO, clock.epochNanos());
    }

    private Demand one(RateLimit limit) {
        return Demand.builder().limit(key, limit).build();
    }

    private long remaining(RateLimit limit) {
        return ledger.usage(one(limit), clock.epochNanos()).limits().get(0).remaining();
    }
}
