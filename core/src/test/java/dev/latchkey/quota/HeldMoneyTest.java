package dev.latchkey.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class HeldMoneyTest {
    private static final BudgetRule DAILY =
            new BudgetRule("usage", Money.parse("1000"), BudgetReset.aligned(BudgetUnit.DAY), BudgetGate.WITHIN);
    private static final BudgetRule WEEKLY =
            new BudgetRule("usage", Money.parse("1000"), BudgetReset.aligned(BudgetUnit.WEEK), BudgetGate.WITHIN);

    private final At clock = new At("2026-03-01T00:00:10Z");
    private final QuotaLedger ledger = QuotaLedger.inMemory(clock);
    private final Account key = ledger.account("key-1", AccountKind.KEY);
    private final Account user = ledger.account("user-1", AccountKind.USER);
    private final Demand daily = Demand.builder().budget(key, DAILY).build();

    @Test
    void callsOfOneInstantAreFreedOneByOne() {
        Hold one = hold(daily, 3);
        Hold other = hold(daily, 4);
        assertThat(ledger.release(one)).isTrue();
        assertThat(held(daily)).isEqualTo(4);
        assertThat(ledger.release(other)).isTrue();
        assertThat(held(daily)).isZero();
    }

    @Test
    void aHoldLastsToTheInstantAlsoAfterOneThatWasMadeAndReleasedAtItsOwn() {
        ledger.release(hold(daily, 3));
        hold(daily, 4);
        clock.passNanos(QuotaLedger.HOLD_LASTS.toNanos() - 1);
        assertThat(held(daily)).isEqualTo(4);
        clock.passNanos(1);
        assertThat(held(daily)).isZero();
    }

    @Test
    void callsEndInAnyOrder() {
        Hold[] holds = new Hold[9];
        for (int i = 0; i < holds.length; i++) {
            holds[i] = hold(daily, 1 << i);
            clock.pass(Duration.ofSeconds(1));
        }
        int left = (1 << holds.length) - 1;
        for (int i : new int[] {4, 8, 0, 1, 7, 3, 5, 2, 6}) {
            assertThat(ledger.release(holds[i])).isTrue();
            left -= 1 << i;
            assertThat(held(daily)).isEqualTo(left);
        }
    }

    @Test
    void aCallThatLastsAmongManyThatPassIsStillHeldFor() {
        Hold lasting = hold(daily, 1_000_000);
        Deque<Hold> passing = new ArrayDeque<>();
        for (int i = 0; i < 10_000; i++) {
            passing.add(hold(daily, i));
            clock.passNanos(1_000_000);
            if (passing.size() > 3) {
                ledger.release(passing.remove());
            }
        }
        assertThat(held(daily)).isEqualTo(1_000_000 + 9_997 + 9_998 + 9_999);
        assertThat(ledger.extend(lasting)).isTrue();
        passing.forEach(ledger::release);
        assertThat(held(daily)).isEqualTo(1_000_000);
    }

    @Test
    void aCallThatIsHeldForNothingCanBeExtendedAndSettled() {
        Hold free = hold(daily, 0);
        clock.pass(Duration.ofMinutes(14));
        assertThat(ledger.extend(free)).isTrue();
        clock.pass(Duration.ofMinutes(14));
        assertThat(ledger.extend(free)).isTrue();
        clock.pass(Duration.ofMinutes(15));
        assertThat(ledger.extend(free)).isFalse();
        assertThat(ledger.settle(free, Money.ofNanos(7))).isTrue();
        assertThat(state(daily).spent()).isEqualTo(Money.ofNanos(7));
    }

    @Test
    void aHoldThatExpiredInTheBudgetsOfOneAccountOnlyIsFreedInTheOther() {
        Demand both = Demand.builder().budget(key, DAILY).budget(user, DAILY).build();
        Hold hold = hold(both, 5);
        clock.pass(Duration.ofMinutes(15));
        assertThat(held(daily)).isZero();
        assertThat(ledger.extend(hold)).isFalse();
        Hold later = hold(daily, 6);
        assertThat(ledger.release(hold)).isTrue();
        assertThat(held(daily)).isEqualTo(6);
        assertThat(held(both)).isEqualTo(6);
        assertThat(ledger.usage(both, clock.epochNanos()).budgets().get(1).held())
                .isEqualTo(Money.ZERO);
        assertThat(ledger.release(later)).isTrue();
    }

    @Test
    void aCallUnderAnEarlierRuleBooksWithoutBringingItsResetBack() {
        Hold before = hold(daily, 5);
        Demand weekly = Demand.builder().budget(key, WEEKLY).build();
        ledger.settle(hold(weekly, 0), Money.ofNanos(10));
        ledger.settle(before, Money.ofNanos(1));
        assertThat(state(weekly).spent()).isEqualTo(Money.ofNanos(11));
        assertThat(state(weekly).held()).isEqualTo(Money.ZERO);
    }

    @Test
    void amountsOfWhichNothingIsLeftGiveTheirRoomToOthers() {
        GroupLog log = new GroupLog();
        log.add(0, 7);
        for (int end = 1; end < 1_000; end++) {
            log.add(end, 1);
            if (end > 3) {
                log.reduce(end - 3, 1);
            }
        }
        assertThat(log.total()).isEqualTo(7 + 3);
        assertThat(log.size()).isLessThan(20);
    }

    private Hold hold(Demand demand, long nanos) {
        return ((Admitted) ledger.admit(demand, Money.ofNanos(nanos), clock.epochNanos()))
                .hold()
                .orElseThrow();
    }

    private long held(Demand demand) {
        return state(demand).held().nanos();
    }

    private BudgetState state(Demand demand) {
        return ledger.usage(demand, clock.epochNanos()).budgets().get(0);
    }
}
