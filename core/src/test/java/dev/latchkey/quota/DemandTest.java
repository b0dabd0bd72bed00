package dev.latchkey.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class DemandTest {
    private static final int DEMANDS = 10_000;
    private static final RateLimit MINUTE = RateLimit.of(2, RateWindow.MINUTE);
    private static final RateLimit DAY = RateLimit.of(9, RateWindow.DAY);
    private static final BudgetRule BUDGET = BudgetRule.lifetime("usage", Money.parse("1"), BudgetGate.WITHIN);

    private final At clock = new At("2026-03-01T00:00:10Z");
    private final QuotaLedger ledger = QuotaLedger.inMemory(clock);
    private final Account first = ledger.account("key-1", AccountKind.KEY);
    private final Account second = ledger.account("key-2", AccountKind.KEY);

    @Test
    void theClaimsAreThoseThatWereAddedInOrder() {
        Demand demand = Demand.builder()
                .limit(first, MINUTE)
                .limit(second, DAY, 3)
                .budget(second, BUDGET)
                .limit(first, DAY)
                .build();
        assertThat(demand.limits())
                .containsExactly(
                        new LimitClaim(first, MINUTE, 1),
                        new LimitClaim(second, DAY, 3),
                        new LimitClaim(first, DAY, 1));
        assertThat(demand.budgets()).containsExactly(new BudgetClaim(second, BUDGET));
        assertThat(demand.hasBudgets()).isTrue();
    }

    @Test
    void aDemandOnAnotherAccountAsksTheSameOfThatAccountAlone() {
        Demand one = Demand.builder()
                .limit(first, MINUTE, 2)
                .limit(first, DAY)
                .budget(first, BUDGET)
                .build();
        Demand other = one.on(second);
        assertThat(other.limits()).containsExactly(new LimitClaim(second, MINUTE, 2), new LimitClaim(second, DAY, 1));
        assertThat(other.budgets()).containsExactly(new BudgetClaim(second, BUDGET));
        assertThat(admit(other)).isInstanceOf(Admitted.class);
        assertThat(admit(other)).isInstanceOf(OverLimit.class);
        assertThat(admit(one)).isInstanceOf(Admitted.class);
        assertThat(ledger.usage(one, clock.epochNanos()).limits())
                .extracting(LimitState::remaining)
                .containsExactly(0L, 8L);
    }

    @Test
    void aDemandAboutSeveralAccountsOrNoneCannotBeMadeOnAnother() {
        Demand two = Demand.builder().limit(first, MINUTE).limit(second, MINUTE).build();
        assertThatIllegalStateException().isThrownBy(() -> two.on(first)).withMessageContaining("found 2");
        Demand none = Demand.builder().build();
        assertThatIllegalStateException().isThrownBy(() -> none.on(first)).withMessageContaining("found 0");
    }

    @Test
    void aDemandOnAnotherAccountIsOneObjectOf24Bytes() {
        Demand one = Demand.builder().limit(first, MINUTE).limit(first, DAY).build();
        Demand[] kept = new Demand[DEMANDS];
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < DEMANDS; i++) {
            kept[i] = one.on(second);
        }
        long each = (thread.getCurrentThreadAllocatedBytes() - before) / DEMANDS;
        assertThat(each).isLessThanOrEqualTo(24);
        assertThat(kept[DEMANDS - 1].limits()).hasSize(2);
    }

    private Outcome admit(Demand demand) {
        return ledger.admit(demand, Money.parse("0.1"), clock.epochNanos());
    }
}
