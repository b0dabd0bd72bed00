package dev.latchkey.quota;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/** Whatever threads do at once, there is an order in which one after the other would have been told the same. */
public class LedgerLinearizabilityTest {
    private static final long NOW = 1_790_000_000_000_000_000L;
    private static final Money ESTIMATE = Money.ofNanos(4);
    private static final RateLimit LIMIT = RateLimit.of(2, RateWindow.MINUTE);
    private static final BudgetRule BUDGET = BudgetRule.lifetime("usage", Money.ofNanos(10), BudgetGate.WITHIN);

    private final QuotaLedger ledger = QuotaLedger.inMemory(() -> NOW);
    private final Account key = ledger.account("key-1", AccountKind.KEY);
    private final Account user = ledger.account("user-1", AccountKind.USER);
    private final Demand permit =
            Demand.builder().limit(key, LIMIT).limit(user, LIMIT).build();
    private final Demand money =
            Demand.builder().budget(user, BUDGET).budget(key, BUDGET).build();
    private final Demand everything = Demand.builder()
            .limit(key, LIMIT)
            .limit(user, LIMIT)
            .budget(user, BUDGET)
            .budget(key, BUDGET)
            .build();
    private final Hold held =
            ((Admitted) ledger.admit(money, ESTIMATE, NOW)).hold().orElseThrow();

    @Operation
    public boolean acquire() {
        return ledger.admit(permit, Money.ZERO, NOW) instanceof Admitted;
    }

    @Operation
    public boolean reserve() {
        return ledger.admit(money, ESTIMATE, NOW) instanceof Admitted;
    }

    @Operation
    public boolean settle() {
        return ledger.settle(held, Money.ofNanos(6));
    }

    @Operation
    public boolean release() {
        return ledger.release(held);
    }

    @Operation
    public String usage() {
        return ledger.usage(everything, NOW).toString();
    }

    @Test
    void acquireReserveSettleAndReleaseAreLinearizable() {
        new StressOptions()
                .iterations(10)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsPerThread(3)
                .check(LedgerLinearizabilityTest.class);
    }
}
