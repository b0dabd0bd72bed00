package dev.latchkey.quota;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** There may be millions of keys, so what the ledger keeps for each is small. */
class AccountMemoryTest {
    private static final int KEYS = 20_000;

    /** A demand of 24, an account of 32, meters of 48 and 40, the outcome of 24 that is dropped, and growing tables. */
    private static final long MOST = 192;

    /** A budget of 64 beside that, and a hold of 40 that is dropped. */
    private static final long MOST_WITH_MONEY = 304;

    private final At clock = new At("2026-03-01T00:00:10Z");
    private final QuotaLedger ledger = QuotaLedger.inMemory(clock);
    private final Account template = ledger.account("template", AccountKind.KEY);
    private final Demand.Builder limits = Demand.builder()
            .limit(template, RateLimit.of(1_000, RateWindow.MINUTE))
            .limit(template, RateLimit.of(1_000, RateWindow.DAY));

    @Test
    void aKeyWhoseTwoLimitsAreInUseCostsAtMost192Bytes() {
        assertThat(bytesPerKey(limits.build())).isLessThanOrEqualTo(MOST);
    }

    @Test
    void aKeyWithTwoLimitsAndABudgetInUseCostsAtMost304Bytes() {
        BudgetRule budget = BudgetRule.lifetime("usage", Money.parse("1"), BudgetGate.WITHIN);
        assertThat(bytesPerKey(limits.budget(template, budget).build())).isLessThanOrEqualTo(MOST_WITH_MONEY);
    }

    /** What is allocated at first use, kept or not. */
    private long bytesPerKey(Demand demand) {
        String[] ids = new String[KEYS];
        for (int i = 0; i < KEYS; i++) {
            ids[i] = "key-" + i;
        }
        Demand[] kept = new Demand[KEYS];
        use(demand);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < KEYS; i++) {
            kept[i] = demand.on(ledger.account(ids[i], AccountKind.KEY));
            use(kept[i]);
        }
        return (thread.getCurrentThreadAllocatedBytes() - before) / KEYS;
    }

    private void use(Demand demand) {
        assertAdmitted(ledger.admit(demand, Money.ZERO, clock.epochNanos()));
    }

    private static void assertAdmitted(Outcome outcome) {
        if (!(outcome instanceof Admitted)) {
            throw new AssertionError("refused");
        }
    }
}
