package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.latchkey.key.KeyPermits;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.BudgetState;
import dev.latchkey.quota.BudgetUnit;
import dev.latchkey.quota.LimitState;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import dev.latchkey.quota.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a key may cost, from the first estimate to the last settlement. */
class AuthorizeMoneyTest {
    private static final TestRequest CALL = TestRequest.bearing(TestKeys.K);

    private final TestClock clock = new TestClock();

    private Authenticator gate(GatewayProfile profile, KeyPermits.Builder permits) {
        return Authenticator.builder(profile)
                .keys(TestKeys.source(Calls.key(permits.build())))
                .time(clock)
                .build();
    }

    private Calls upTo(String cap) {
        return new Calls(gate(Profiles.standard(), KeyPermits.builder().usageLimit(Money.parse(cap))));
    }

    private Calls daily(String cap) {
        return new Calls(gate(
                Profiles.standard(),
                KeyPermits.builder().periodLimit(Money.parse(cap), BudgetReset.every(1, BudgetUnit.DAY))));
    }

    private static void spend(Calls calls, String estimate, String cost) {
        assertThat(calls.admitted(Calls.costing(estimate)).reservation().settle(Money.parse(cost)))
                .isTrue();
    }

    @Test
    void aUsageLimitOfNothingBlocksEvenWhatIsFree() {
        upTo("0").refusedFor(Reason.USAGE_LIMIT_REACHED);
    }

    @Test
    void theCapMayBeReachedAndNotPassed() {
        Calls calls = upTo("1.00");
        calls.refusedFor(Reason.USAGE_LIMIT_REACHED, CALL, Calls.costing("1.000000001"));
        spend(calls, "1.00", "1.00");
        calls.refusedFor(Reason.USAGE_LIMIT_REACHED);
    }

    @Test
    void whatIsHeldForOneCallIsNotThereForAnother() {
        Calls calls = upTo("1.00");
        Reservation held = calls.admitted(Calls.costing("0.60")).reservation();
        calls.refusedFor(Reason.USAGE_LIMIT_REACHED, CALL, Calls.costing("0.60"));
        assertThat(held.release()).isTrue();
        assertThat(calls.make(CALL, Calls.costing("0.60"))).isInstanceOf(Admitted.class);
    }

    @Test
    void anEstimateThatWasTooSmallIsBookedInFullAndTheNextCallIsRefused() {
        Calls calls = upTo("1.00");
        spend(calls, "0.10", "5.00");
        calls.refusedFor(Reason.USAGE_LIMIT_REACHED);
    }

    @Test
    void aCallIsSettledOnceAndNeverReleasedAfterwards() {
        Calls calls = upTo("1.00");
        Reservation held = calls.admitted(Calls.costing("0.50")).reservation();
        assertThat(held.settle(Money.parse("1.00"))).isTrue();
        assertThat(held.settle(Money.ZERO)).isFalse();
        assertThat(held.release()).isFalse();
        calls.refusedFor(Reason.USAGE_LIMIT_REACHED);
    }

    @Test
    void aHoldThatNobodySettlesIsFreeAgainAfterFifteenMinutes() {
        Calls calls = upTo("1.00");
        calls.admitted(Calls.costing("1.00"));
        clock.move(Duration.ofMinutes(15).minusNanos(1));
        calls.refusedFor(Reason.USAGE_LIMIT_REACHED);
        clock.move(Duration.ofNanos(1));
        assertThat(calls.make(CALL, Calls.costing("1.00"))).isInstanceOf(Admitted.class);
    }

    @Test
    void whatAKeyHadCostBeforeIsCounted() {
        KeyPermits.Builder permits =
                KeyPermits.builder().usageLimit(Money.parse("1000.00")).startingUsage(Money.parse("999.50"));
        Calls calls = new Calls(gate(Profiles.standard(), permits));
        calls.refusedFor(Reason.USAGE_LIMIT_REACHED, CALL, Calls.costing("0.51"));
        assertThat(calls.make(CALL, Calls.costing("0.50"))).isInstanceOf(Admitted.class);
    }

    @Test
    void aPeriodBeginsWithItsFirstUseAndIsForgottenAtItsEnd() {
        Calls calls = daily("3.00");
        spend(calls, "3.00", "3.00");
        clock.move(Duration.ofDays(1).minusNanos(1));
        calls.refusedFor(Reason.PERIOD_LIMIT_REACHED);
        clock.move(Duration.ofNanos(1));
        assertThat(calls.make(CALL, Calls.costing("3.00"))).isInstanceOf(Admitted.class);
    }

    @Test
    void llmGatewayAdmitsUntilTheLimitIsReachedHoweverLargeTheEstimate() {
        Calls calls = new Calls(gate(Profiles.llmGateway(), KeyPermits.builder().usageLimit(Money.parse("1.00"))));
        spend(calls, "50.00", "0.99");
        spend(calls, "50.00", "0.01");
        calls.refusedFor(Reason.USAGE_LIMIT_REACHED);
    }

    @Test
    void aCallOfAKeyWithoutABudgetHoldsNothing() {
        Reservation none = new Calls(gate(Profiles.standard(), KeyPermits.builder()))
                .admitted(Calls.costing("7"))
                .reservation();
        assertThat(none.holdsMoney()).isFalse();
        assertThat(none.settle(Money.parse("7"))).isFalse();
    }

    @Test
    void usageTellsWhereLimitsAndBudgetsStandAndTakesNothing() {
        Authenticator gate = gate(
                Profiles.standard(),
                KeyPermits.builder()
                        .limits(List.of(RateLimit.of(20, RateWindow.MINUTE)))
                        .usageLimit(Money.parse("10.00"))
                        .startingUsage(Money.parse("1.00"))
                        .periodLimit(Money.parse("5.00"), BudgetReset.every(1, BudgetUnit.DAY)));
        Calls calls = new Calls(gate);
        spend(calls, "1.00", "0.50");
        calls.admitted(Calls.costing("2.00"));
        gate.usage(calls.who(CALL));
        Usage usage = gate.usage(calls.who(CALL));
        assertThat(usage.limits()).extracting(LimitState::remaining).containsExactly(18L);
        assertThat(usage.budgets())
                .extracting(BudgetState::name, BudgetState::spent, BudgetState::held)
                .containsExactly(
                        tuple("usage_limit", Money.parse("1.5"), Money.parse("2")),
                        tuple("period_limit", Money.parse("0.5"), Money.parse("2")));
    }

    @Test
    void usageIsToldToASpentKeyToo() {
        Authenticator gate = gate(Profiles.standard(), KeyPermits.builder().usageLimit(Money.ZERO));
        assertThat(gate.usage(new Calls(gate).who(CALL)).budgets())
                .extracting(BudgetState::remaining)
                .containsExactly(Optional.of(Money.ZERO));
    }

    @Test
    void aKeyWithoutLimitsHasNothingToTell() {
        Authenticator gate = gate(Profiles.standard(), KeyPermits.builder());
        assertThat(gate.usage(new Calls(gate).who(CALL))).isEqualTo(new Usage(List.of(), List.of()));
    }
}
