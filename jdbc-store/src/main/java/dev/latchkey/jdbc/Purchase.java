package dev.latchkey.jdbc;

import dev.latchkey.quota.BudgetClaim;
import dev.latchkey.quota.BudgetRule;
import dev.latchkey.quota.BudgetState;
import dev.latchkey.quota.Demand;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.QuotaLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;

/** The budgets of one demand as they stand in the database at one instant. Not thread-safe. */
final class Purchase {
    /** That no budget refuses. */
    static final int NONE = -1;

    private final List<BudgetRule> rules;
    private final List<BudgetKey> claims;
    private final Map<BudgetKey, Spending> stored;
    private final Map<BudgetKey, Long> held;
    private final long now;

    private Purchase(Demand demand, Map<BudgetKey, Spending> stored, Map<BudgetKey, Long> held, long now) {
        this.rules = demand.budgets().stream().map(BudgetClaim::rule).toList();
        this.claims = keys(demand);
        this.stored = stored;
        this.held = held;
        this.now = now;
    }

    /** Where the budgets stand, which others may change at any time. */
    static Purchase look(Connection connection, Dialect dialect, Demand demand) throws SQLException {
        long now = dialect.now(connection);
        MoneyTables.Standing standing = MoneyTables.look(connection, keys(demand), now);
        for (BudgetClaim claim : demand.budgets()) {
            BudgetKey key = key(claim);
            if (!standing.spending().containsKey(key)) {
                OptionalLong start = MoneyTables.startedWith(connection, key.account());
                standing.spending().put(key, Spending.beginning(claim.rule().reset(), start.orElse(0)));
            }
        }
        return new Purchase(demand, standing.spending(), standing.held(), now);
    }

    /** Where the budgets stand, with everybody else kept from counting on them until the transaction ends. */
    static Purchase lock(Connection connection, Dialect dialect, Demand demand) throws SQLException {
        List<BudgetKey> keys = keys(demand).stream().sorted().toList();
        Map<BudgetKey, Spending> stored = MoneyTables.lock(connection, keys);
        for (BudgetClaim claim : demand.budgets()) {
            BudgetKey key = key(claim);
            if (!stored.containsKey(key)) {
                Spending beginning = Spending.beginning(claim.rule().reset(), start(connection, key.account()));
                MoneyTables.begin(connection, key, beginning);
                stored.put(key, beginning);
            }
        }
        long now = dialect.now(connection);
        return new Purchase(demand, stored, MoneyTables.held(connection, keys, now), now);
    }

    /** What an account starts with; from now on, nothing can be said of that any more. */
    private static long start(Connection connection, String account) throws SQLException {
        OptionalLong start = MoneyTables.startedWith(connection, account);
        if (start.isEmpty()) {
            MoneyTables.startWith(connection, account, 0);
        }
        return start.orElse(0);
    }

    private static List<BudgetKey> keys(Demand demand) {
        return demand.budgets().stream().map(Purchase::key).toList();
    }

    private static BudgetKey key(BudgetClaim claim) {
        return new BudgetKey(
                JdbcAccount.own(claim.account()).column(), claim.rule().name());
    }

    /** The first budget that has no room for the estimate, or {@link #NONE}. */
    int refusing(Money estimate) {
        for (int i = 0; i < claims.size(); i++) {
            if (!rules.get(i).admits(present(i).spent(), held(i), estimate.nanos())) {
                return i;
            }
        }
        return NONE;
    }

    /** Holds the estimate in every budget, all of which have room for it. */
    JdbcHold hold(Connection connection, Money estimate) throws SQLException {
        for (int i = 0; i < claims.size(); i++) {
            Spending used = present(i).started(now);
            if (!used.equals(stored.get(claims.get(i)))) {
                MoneyTables.write(connection, claims.get(i), used);
            }
        }
        JdbcHold hold = new JdbcHold(
                UUID.randomUUID().toString(), estimate, claims.stream().sorted().toList());
        MoneyTables.hold(connection, hold, now + QuotaLedger.HOLD_LASTS.toNanos());
        return hold;
    }

    List<BudgetState> states() {
        List<BudgetState> states = new ArrayList<>();
        for (int i = 0; i < claims.size(); i++) {
            states.add(state(i));
        }
        return states;
    }

    BudgetState state(int claim) {
        return present(claim).state(rules.get(claim), held(claim));
    }

    private Spending present(int claim) {
        BudgetRule rule = rules.get(claim);
        return Objects.requireNonNull(stored.get(claims.get(claim)))
                .under(rule.reset())
                .at(now);
    }

    private long held(int claim) {
        return held.getOrDefault(claims.get(claim), 0L);
    }
}
