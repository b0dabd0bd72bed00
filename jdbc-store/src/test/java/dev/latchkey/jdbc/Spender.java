package dev.latchkey.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.quota.Account;
import dev.latchkey.quota.AccountKind;
import dev.latchkey.quota.Admitted;
import dev.latchkey.quota.BudgetGate;
import dev.latchkey.quota.BudgetRule;
import dev.latchkey.quota.Demand;
import dev.latchkey.quota.Hold;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.TimeSource;
import java.util.Random;

/** A process that spends a budget which others spend as well, until nothing is left, and prints what it has spent. */
final class Spender {
    static final Money CAP = Money.ofNanos(400_000_007);

    private static final BudgetRule RULE = BudgetRule.lifetime("usage", CAP, BudgetGate.WITHIN);

    private final JdbcQuotaLedger ledger;
    private final Demand demand;
    private final Random random = new Random();
    private long spent;

    private Spender(JdbcQuotaLedger ledger) {
        this.ledger = ledger;
        this.demand = demandOf(ledger);
    }

    static Demand demandOf(JdbcQuotaLedger ledger) {
        Account shared = ledger.account("everybody's", AccountKind.BUDGET);
        return Demand.builder().budget(shared, RULE).build();
    }

    public static void main(String[] arguments) {
        try (HikariDataSource source = Postgres.pool(arguments[0])) {
            Spender spender = new Spender(JdbcQuotaLedger.of(source));
            for (long most = 2_000_000; most > 0; most /= 8) {
                spender.spend(most);
            }
            System.out.println(spender.spent);
        }
    }

    /** Spends in steps of this size at most, releasing some calls, until one step of it no longer fits. */
    private void spend(long most) {
        while (ledger.admit(demand, Money.ofNanos(most), TimeSource.system().epochNanos())
                instanceof Admitted admitted) {
            Hold hold = admitted.hold().orElseThrow();
            if (most > 1 && random.nextInt(5) == 0) {
                ledger.release(hold);
            } else {
                Money cost = Money.ofNanos(most - random.nextLong(most / 2 + 1));
                ledger.settle(hold, cost);
                spent += cost.nanos();
            }
        }
    }
}
