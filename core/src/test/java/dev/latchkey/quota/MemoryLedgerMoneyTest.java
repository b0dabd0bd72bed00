package dev.latchkey.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MemoryLedgerMoneyTest {
    private final At clock = new At("2026-01-31T10:00:00Z");
    private final QuotaLedger ledger = QuotaLedger.inMemory(clock);
    private final Account key = ledger.account("key-1", AccountKind.KEY);
    private final Account user = ledger.account("user-1", AccountKind.USER);

    @Test
    void withinAdmitsUpToTheCapAndNotBeyond() {
        BudgetRule rule = within("1.00");
        assertThat(admit(rule, "1.000000001")).isInstanceOf(OverBudget.class);
        assertThat(admit(rule, "1.00")).isInstanceOf(Admitted.class);
        assertThat(admit(rule, "0")).isInstanceOf(OverBudget.class);
    }

    @Test
    void untilReachedAdmitsAnyEstimateWhileSomethingIsLeft() {
        BudgetRule rule = BudgetRule.lifetime("usage", Money.parse("1.00"), BudgetGate.UNTIL_REACHED);
        spend(rule, "0.999999999");
        spend(rule, "5.00");
        assertThat(admit(rule, "0")).isInstanceOf(OverBudget.class);
    }

    @Test
    void aCapOfZeroAdmitsNothing() {
        for (BudgetGate gate : BudgetGate.values()) {
            assertThat(admit(BudgetRule.lifetime(gate.name(), Money.ZERO, gate), "0"))
                    .isInstanceOf(OverBudget.class);
        }
    }

    @Test
    void noCapOnlyCounts() {
        BudgetRule rule = BudgetRule.lifetime("usage", null, BudgetGate.WITHIN);
        spend(rule, "999999999");
        assertThat(state(key, rule).spent()).isEqualTo(Money.parse("999999999"));
        assertThat(state(key, rule).remaining()).isEmpty();
    }

    @Test
    void aHoldCountsUntilItIsReleased() {
        BudgetRule rule = within("1.00");
        Hold hold = hold(rule, "0.60");
        assertThat(admit(rule, "0.60")).isInstanceOf(OverBudget.class);
        assertThat(ledger.release(hold)).isTrue();
        assertThat(admit(rule, "0.60")).isInstanceOf(Admitted.class);
    }

    @Test
    void settlingBooksOnceAndFreesTheHold() {
        BudgetRule rule = within("1.00");
        Hold hold = hold(rule, "0.60");
        assertThat(ledger.settle(hold, Money.parse("0.10"))).isTrue();
        assertThat(ledger.settle(hold, Money.parse("0.10"))).isFalse();
        assertThat(ledger.release(hold)).isFalse();
        assertThat(state(key, rule)).isEqualTo(expected(rule, "0.10", "0"));
    }

    @Test
    void settlingAfterAReleaseHasNoEffect() {
        BudgetRule rule = within("1.00");
        Hold hold = hold(rule, "0.60");
        ledger.release(hold);
        assertThat(ledger.release(hold)).isFalse();
        assertThat(ledger.settle(hold, Money.parse("0.60"))).isFalse();
        assertThat(state(key, rule)).isEqualTo(expected(rule, "0", "0"));
    }

    @Test
    void anEstimateTooSmallSettlesInFullAndTheNextCallIsRefused() {
        BudgetRule rule = within("1.00");
        ledger.settle(hold(rule, "0.10"), Money.parse("7.00"));
        assertThat(state(key, rule).spent()).isEqualTo(Money.parse("7.00"));
        assertThat(state(key, rule).remaining()).contains(Money.ZERO);
        assertThat(admit(rule, "0")).isInstanceOf(OverBudget.class);
    }

    @Test
    void aHoldExpiresAfterFifteenMinutesAtTheInstant() {
        BudgetRule rule = within("1.00");
        hold(rule, "1.00");
        clock.passNanos(Duration.ofMinutes(15).toNanos() - 1);
        assertThat(admit(rule, "1.00")).isInstanceOf(OverBudget.class);
        clock.passNanos(1);
        assertThat(admit(rule, "1.00")).isInstanceOf(Admitted.class);
    }

    @Test
    void anExpiredHoldStillSettlesOnceAndInFull() {
        BudgetRule rule = within("1.00");
        Hold hold = hold(rule, "0.40");
        clock.pass(Duration.ofHours(1));
        assertThat(state(key, rule).held()).isEqualTo(Money.ZERO);
        assertThat(ledger.settle(hold, Money.parse("0.70"))).isTrue();
        assertThat(ledger.settle(hold, Money.parse("0.70"))).isFalse();
        assertThat(state(key, rule)).isEqualTo(expected(rule, "0.70", "0"));
    }

    @Test
    void anExtendedHoldLastsFifteenMinutesMore() {
        BudgetRule rule = within("1.00");
        Hold extended = hold(rule, "0.50");
        hold(rule, "0.25");
        clock.pass(Duration.ofMinutes(14));
        assertThat(ledger.extend(extended)).isTrue();
        clock.pass(Duration.ofMinutes(14));
        assertThat(state(key, rule).held()).isEqualTo(Money.parse("0.50"));
        clock.pass(Duration.ofMinutes(1));
        assertThat(state(key, rule).held()).isEqualTo(Money.ZERO);
        assertThat(ledger.extend(extended)).isFalse();
    }

    @Test
    void anExtensionBeginsNoPeriodOfABudget() {
        BudgetRule rule =
                new BudgetRule("b", Money.parse("1.00"), BudgetReset.after(Duration.ofSeconds(10)), BudgetGate.WITHIN);
        Hold held = hold(rule, "0.50");
        clock.pass(Duration.ofSeconds(11));
        assertThat(state(key, rule).resetAt()).isEmpty();
        assertThat(ledger.extend(held)).isTrue();
        assertThat(state(key, rule).resetAt()).isEmpty();
        clock.pass(Duration.ofSeconds(9));
        ledger.settle(held, Money.parse("0.50"));
        clock.pass(Duration.ofSeconds(9));
        assertThat(state(key, rule).spent()).isEqualTo(Money.parse("0.50"));
    }

    @Test
    void oneBudgetThatRefusesLeavesEveryOtherUntouched() {
        BudgetRule wide = within("10.00");
        BudgetRule narrow = within("1.00");
        Demand both = Demand.builder()
                .limit(key, RateLimit.of(1, RateWindow.MINUTE))
                .budget(key, wide)
                .budget(user, narrow)
                .build();
        OverBudget refused = (OverBudget) ledger.admit(both, Money.parse("2.00"), clock.epochNanos());
        assertThat(refused.index()).isEqualTo(1);
        assertThat(refused.budget()).isEqualTo(expected(narrow, "0", "0"));
        Usage usage = ledger.usage(both, clock.epochNanos());
        assertThat(usage.limits().get(0).remaining()).isEqualTo(1);
        assertThat(usage.budgets()).extracting(BudgetState::held).containsOnly(Money.ZERO);
    }

    @Test
    void aHoldSpansEveryBudgetOfTheDemand() {
        BudgetRule rule = within("10.00");
        Demand both = Demand.builder().budget(key, rule).budget(user, rule).build();
        Hold hold = ((Admitted) ledger.admit(both, Money.parse("2.00"), clock.epochNanos()))
                .hold()
                .orElseThrow();
        assertThat(hold.estimate()).isEqualTo(Money.parse("2.00"));
        ledger.settle(hold, Money.parse("3.00"));
        assertThat(ledger.usage(both, clock.epochNanos()).budgets())
                .containsExactly(expected(rule, "3.00", "0"), expected(rule, "3.00", "0"));
    }

    @Test
    void aPeriodStartsAtFirstUseAndEndsAtTheInstant() {
        BudgetRule rule = new BudgetRule(
                "period", Money.parse("3.00"), BudgetReset.every(1, BudgetUnit.MONTH), BudgetGate.UNTIL_REACHED);
        assertThat(state(key, rule).resetAt()).isEmpty();
        spend(rule, "3.00");
        long end = At.nanos(java.time.Instant.parse("2026-02-28T10:00:00Z"));
        assertThat(state(key, rule).resetAt()).isEqualTo(OptionalLong.of(end));
        clock.set("2026-02-28T09:59:59.999999999Z");
        assertThat(admit(rule, "0")).isInstanceOf(OverBudget.class);
        clock.passNanos(1);
        assertThat(state(key, rule)).isEqualTo(expected(rule, "0", "0"));
        assertThat(admit(rule, "0")).isInstanceOf(Admitted.class);
    }

    @Test
    void anotherCapKeepsWhatWasSpentAndAnotherResetStartsAgain() {
        BudgetRule rule =
                new BudgetRule("p", Money.parse("3"), BudgetReset.every(1, BudgetUnit.DAY), BudgetGate.WITHIN);
        spend(rule, "2.00");
        BudgetRule raised = new BudgetRule("p", Money.parse("5"), rule.reset(), rule.gate());
        assertThat(state(key, raised).spent()).isEqualTo(Money.parse("2.00"));
        BudgetRule longer =
                new BudgetRule("p", Money.parse("5"), BudgetReset.every(2, BudgetUnit.DAY), BudgetGate.WITHIN);
        assertThat(state(key, longer).spent()).isEqualTo(Money.ZERO);
    }

    @Test
    void aStartingAmountCountsForTheLifetimeAndIsSetOnce() {
        assertThat(ledger.startWith(key, Money.parse("250.50"))).isTrue();
        assertThat(ledger.startWith(key, Money.parse("250.50"))).isTrue();
        assertThat(ledger.startWith(key, Money.parse("0"))).isFalse();
        BudgetRule period =
                new BudgetRule("period", null, BudgetReset.aligned(BudgetUnit.DAY), BudgetGate.UNTIL_REACHED);
        assertThat(state(key, within("1000")).spent()).isEqualTo(Money.parse("250.50"));
        assertThat(state(key, period).spent()).isEqualTo(Money.ZERO);
    }

    @Test
    void sumsNearTheTopAreRefusedAndNeverWrap() {
        BudgetRule rule = BudgetRule.lifetime("usage", null, BudgetGate.WITHIN);
        ledger.settle(hold(rule, "0"), Money.ofNanos(Long.MAX_VALUE - 5));
        Hold last = hold(rule, "0.000000005");
        assertThat(admit(rule, "0.000000001")).isInstanceOf(OverBudget.class);
        ledger.settle(last, Money.ofNanos(Long.MAX_VALUE));
        assertThat(state(key, rule).spent()).isEqualTo(Money.ofNanos(Long.MAX_VALUE));
        assertThat(admit(rule, "0.000000001")).isInstanceOf(OverBudget.class);
    }

    private Outcome admit(BudgetRule rule, String estimate) {
        Demand demand = Demand.builder().budget(key, rule).build();
        return ledger.admit(demand, Money.parse(estimate), clock.epochNanos());
    }

    private Hold hold(BudgetRule rule, String estimate) {
        return ((Admitted) admit(rule, estimate)).hold().orElseThrow();
    }

    private void spend(BudgetRule rule, String amount) {
        assertThat(ledger.settle(hold(rule, "0"), Money.parse(amount))).isTrue();
    }

    private BudgetState state(Account account, BudgetRule rule) {
        Demand demand = Demand.builder().budget(account, rule).build();
        return ledger.usage(demand, clock.epochNanos()).budgets().get(0);
    }

    private static BudgetRule within(String cap) {
        return BudgetRule.lifetime("usage", Money.parse(cap), BudgetGate.WITHIN);
    }

    private static BudgetState expected(BudgetRule rule, String spent, String held) {
        return new BudgetState(rule.name(), rule.cap(), Money.parse(spent), Money.parse(held), OptionalLong.empty());
    }
}
