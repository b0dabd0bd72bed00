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

/** A process that makes keys and settles calls for ever, and prints of each what was acknowledged. */
final class Writer {
    /** What it holds for each call. */
    static final Money ESTIMATE = Money.parse("0.01");

    /** What each call costs. */
    static final Money COST = Money.ofNanos(7_000_001);

    private static final BudgetRule RULE = BudgetRule.lifetime("usage", null, BudgetGate.WITHIN);

    private Writer() {}

    static Demand demandOf(JdbcQuotaLedger ledger) {
        Account account = ledger.account("writer", AccountKind.KEY);
        return Demand.builder().budget(account, RULE).build();
    }

    public static void main(String[] arguments) {
        HikariDataSource source = Postgres.pool(arguments[0]);
        JdbcKeyRepository repository = JdbcKeyRepository.of(source);
        JdbcQuotaLedger ledger = JdbcQuotaLedger.of(source);
        Demand demand = demandOf(ledger);
        for (int i = 0; ; i++) {
            String id = arguments[1] + "-" + i;
            repository.commit(Samples.change(Samples.key(id)));
            System.out.println("made " + id + ".");
            Admitted admitted = (Admitted)
                    ledger.admit(demand, ESTIMATE, TimeSource.system().epochNanos());
            Hold hold = admitted.hold().orElseThrow();
            if (!ledger.settle(hold, COST)) {
                throw new IllegalStateException("the hold is gone");
            }
            System.out.println("settled " + id + ".");
        }
    }
}
