package dev.latchkey.jdbc;

import dev.latchkey.manage.RepositoryException;
import dev.latchkey.quota.Account;
import dev.latchkey.quota.AccountKind;
import dev.latchkey.quota.Admitted;
import dev.latchkey.quota.Demand;
import dev.latchkey.quota.Hold;
import dev.latchkey.quota.LimitClaim;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.Outcome;
import dev.latchkey.quota.OverBudget;
import dev.latchkey.quota.OverLimit;
import dev.latchkey.quota.QuotaLedger;
import dev.latchkey.quota.TimeSource;
import dev.latchkey.quota.Usage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * A ledger whose money is in H2 or PostgreSQL: exact across all processes that share a PostgreSQL, and still there after a
 * restart. Rate limits are counted in this process's memory, so that several processes admit several times the permits.
 * Thread-safe.
 *
 * <p>Every method may block, in one short transaction that locks the budgets concerned; a demand without budgets asks memory
 * only. Both are admitted together: permits are taken last, while the money is held and before anybody sees it, so that a
 * call that is refused takes neither. Where the database fails at the very end of that, permits may be gone.
 *
 * <p>Holds and periods follow the database's clock, to the microsecond (H2's is this process's). A hold that has expired
 * can be settled for a week. Every method but {@link #account} throws {@link RepositoryException} while the database cannot be
 * reached; settling, releasing and extending may then be tried again, and count once.
 */
public final class JdbcQuotaLedger implements QuotaLedger {
    private static final long KEPT_AFTER_EXPIRY = Duration.ofDays(7).toNanos();
    private static final long TIDY_EVERY = Duration.ofHours(1).toNanos();

    private final Database database;
    private final QuotaLedger permits;
    private final AtomicLong tidiedAt = new AtomicLong(System.nanoTime());

    private JdbcQuotaLedger(Database database, TimeSource time) {
        this.database = database;
        this.permits = QuotaLedger.inMemory(time);
    }

    /** The ledger in this database, with rate limits by the system's clock; see {@link #of(DataSource, TimeSource)}. */
    public static JdbcQuotaLedger of(DataSource source) {
        return of(source, TimeSource.system());
    }

    /**
     * The ledger in this database.
     *
     * @param time tells when permits are back; the same clock that {@code nowNanos} is read from
     * @throws IllegalArgumentException if the database is neither H2 nor PostgreSQL, or an H2 that delays its writes
     * @throws IllegalStateException if the tables are not there; see {@link Schema#migrate}
     * @throws RepositoryException if the database cannot be reached
     */
    public static JdbcQuotaLedger of(DataSource source, TimeSource time) {
        Database database = Database.of(source);
        Schema.check(database);
        return new JdbcQuotaLedger(database, time);
    }

    @Override
    public boolean mayBlock() {
        return true;
    }

    @Override
    public Account account(String id, AccountKind kind) {
        return new JdbcAccount(id, kind, permits.account(id, kind));
    }

    @Override
    public boolean startWith(Account account, Money spent) {
        String column = JdbcAccount.own(account).column();
        return database.transact("Money", connection -> {
            OptionalLong started = MoneyTables.startedWith(connection, column);
            if (started.isEmpty()) {
                MoneyTables.startWith(connection, column, spent.nanos());
            }
            return started.orElse(spent.nanos()) == spent.nanos();
        });
    }

    @Override
    public Outcome admit(Demand demand, Money estimate, long nowNanos) {
        Demand ofMemory = permits(demand);
        if (!demand.hasBudgets()) {
            return permits.admit(ofMemory, Money.ZERO, nowNanos);
        }
        if (permits.probe(ofMemory, Money.ZERO, nowNanos) instanceof OverLimit over) {
            return over;
        }
        tidyUp();
        return database.transact("Money", connection -> {
            Purchase purchase = Purchase.lock(connection, database.dialect(), demand);
            int refusing = purchase.refusing(estimate);
            Outcome outcome = refusing == Purchase.NONE
                    ? take(connection, purchase, ofMemory, estimate, nowNanos)
                    : overBudget(purchase, refusing, ofMemory, nowNanos);
            if (!(outcome instanceof Admitted)) {
                connection.rollback();
            }
            return outcome;
        });
    }

    private Outcome take(Connection connection, Purchase purchase, Demand ofMemory, Money estimate, long nowNanos)
            throws SQLException {
        JdbcHold hold = purchase.hold(connection, estimate);
        Outcome outcome = permits.admit(ofMemory, Money.ZERO, nowNanos);
        return outcome instanceof Admitted admitted ? new JdbcAdmitted(admitted.limits(), Optional.of(hold)) : outcome;
    }

    private OverBudget overBudget(Purchase purchase, int refusing, Demand ofMemory, long nowNanos) {
        return new OverBudget(permits.usage(ofMemory, nowNanos).limits(), refusing, purchase.state(refusing));
    }

    @Override
    public Outcome probe(Demand demand, Money estimate, long nowNanos) {
        Demand ofMemory = permits(demand);
        Outcome limits = permits.probe(ofMemory, Money.ZERO, nowNanos);
        if (!demand.hasBudgets() || !(limits instanceof Admitted admitted)) {
            return limits;
        }
        Purchase purchase = look(demand);
        int refusing = purchase.refusing(estimate);
        return refusing == Purchase.NONE
                ? new JdbcAdmitted(admitted.limits(), Optional.empty())
                : overBudget(purchase, refusing, ofMemory, nowNanos);
    }

    @Override
    public Usage usage(Demand demand, long nowNanos) {
        Usage limits = permits.usage(permits(demand), nowNanos);
        return !demand.hasBudgets()
                ? limits
                : new Usage(limits.limits(), look(demand).states());
    }

    private Purchase look(Demand demand) {
        return database.ask("Money", connection -> Purchase.look(connection, database.dialect(), demand));
    }

    /** What the demand asks of memory. */
    private static Demand permits(Demand demand) {
        Demand.Builder ofMemory = Demand.builder();
        for (LimitClaim claim : demand.limits()) {
            ofMemory.limit(JdbcAccount.own(claim.account()).permits(), claim.limit(), claim.cost());
        }
        return ofMemory.build();
    }

    @Override
    public boolean settle(Hold hold, Money actual) {
        JdbcHold own = own(hold);
        return database.transact("Money", connection -> {
            Map<BudgetKey, Spending> stored = MoneyTables.lock(connection, own.budgets());
            boolean first = MoneyTables.free(connection, own);
            if (first) {
                book(connection, stored, actual.nanos());
            }
            return first;
        });
    }

    /** Books a cost in the present period of each budget, whichever period it was held in. */
    private void book(Connection connection, Map<BudgetKey, Spending> budgets, long cost) throws SQLException {
        long now = database.dialect().now(connection);
        for (Map.Entry<BudgetKey, Spending> budget : budgets.entrySet()) {
            Spending present = budget.getValue().at(now).started(now);
            MoneyTables.write(connection, budget.getKey(), present.plus(cost));
        }
    }

    @Override
    public boolean release(Hold hold) {
        JdbcHold own = own(hold);
        return database.transact("Money", connection -> {
            MoneyTables.lock(connection, own.budgets());
            return MoneyTables.free(connection, own);
        });
    }

    @Override
    public boolean extend(Hold hold) {
        JdbcHold own = own(hold);
        return database.transact("Money", connection -> {
            MoneyTables.lock(connection, own.budgets());
            long now = database.dialect().now(connection);
            return MoneyTables.extend(connection, own, now, now + HOLD_LASTS.toNanos());
        });
    }

    private static JdbcHold own(Hold hold) {
        if (hold instanceof JdbcHold own) {
            return own;
        }
        throw new IllegalArgumentException("hold: expected one that this ledger has made");
    }

    /** Once an hour, whoever comes first forgets holds that nobody can want to settle any more. */
    private void tidyUp() {
        long last = tidiedAt.get();
        long time = System.nanoTime();
        if (time - last >= TIDY_EVERY && tidiedAt.compareAndSet(last, time)) {
            database.transact(
                    "Money",
                    connection ->
                            MoneyTables.forget(connection, database.dialect().now(connection) - KEPT_AFTER_EXPIRY));
        }
    }
}
