package dev.latchkey.jdbc;

import dev.latchkey.quota.BudgetReset;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The tables of money: what accounts started with, what was spent of budgets, and what is held. */
final class MoneyTables {
    private MoneyTables() {}

    private static final String SPENDING = "SELECT account, name, spent, reset, period_end";

    /** What was spent and what is held of these budgets, at one instant. */
    record Standing(Map<BudgetKey, Spending> spending, Map<BudgetKey, Long> held) {}

    /** Where these budgets stand, all told by one statement; one that was never used is missing. */
    static Standing look(Connection connection, List<BudgetKey> budgets, long now) throws SQLException {
        Standing standing = new Standing(new HashMap<>(), new HashMap<>());
        Statements.query(
                connection,
                SPENDING + ", (SELECT COALESCE(SUM(h.amount), 0) FROM latchkey_holds h WHERE h.account = s.account"
                        + " AND h.name = s.name AND h.expires_at > ?) FROM latchkey_spending s WHERE " + anyOf(budgets),
                row -> {
                    BudgetKey budget = spending(row, standing.spending());
                    return standing.held().put(budget, row.getBigDecimal(6).longValueExact()) == null;
                },
                values(budgets, now));
        return standing;
    }

    /** What was spent of these budgets, with everybody else kept from counting on them until the transaction ends. */
    static Map<BudgetKey, Spending> lock(Connection connection, List<BudgetKey> budgets) throws SQLException {
        Map<BudgetKey, Spending> found = new HashMap<>();
        Statements.query(
                connection,
                SPENDING + " FROM latchkey_spending WHERE " + anyOf(budgets) + " ORDER BY account, name FOR UPDATE",
                row -> spending(row, found),
                values(budgets));
        return found;
    }

    private static BudgetKey spending(ResultSet row, Map<BudgetKey, Spending> into) throws SQLException {
        BudgetKey budget = new BudgetKey(row.getString(1), row.getString(2));
        into.put(budget, new Spending(row.getLong(3), BudgetReset.parse(row.getString(4)), Statements.whole(row, 5)));
        return budget;
    }

    /** What is held of each of these budgets, which are locked; nothing of those that are missing. */
    static Map<BudgetKey, Long> held(Connection connection, List<BudgetKey> budgets, long now) throws SQLException {
        Map<BudgetKey, Long> held = new HashMap<>();
        Statements.query(
                connection,
                "SELECT account, name, SUM(amount) FROM latchkey_holds WHERE expires_at > ? AND (" + anyOf(budgets)
                        + ") GROUP BY account, name",
                row -> held.put(
                        new BudgetKey(row.getString(1), row.getString(2)),
                        row.getBigDecimal(3).longValueExact()),
                values(budgets, now));
        return held;
    }

    private static String anyOf(List<BudgetKey> budgets) {
        return String.join(" OR ", Collections.nCopies(budgets.size(), "account = ? AND name = ?"));
    }

    private static Object[] values(List<BudgetKey> budgets, Object... first) {
        List<Object> values = new ArrayList<>(List.of(first));
        budgets.forEach(budget -> Collections.addAll(values, budget.account(), budget.name()));
        return values.toArray();
    }

    /** Begins to count what is spent of a budget. */
    static void begin(Connection connection, BudgetKey budget, Spending spending) throws SQLException {
        Statements.update(
                connection,
                "INSERT INTO latchkey_spending (account, name, spent, reset, period_end) VALUES (?, ?, ?, ?, ?)",
                budget.account(),
                budget.name(),
                spending.spent(),
                spending.reset().toString(),
                spending.end());
    }

    static void write(Connection connection, BudgetKey budget, Spending spending) throws SQLException {
        Statements.update(
                connection,
                "UPDATE latchkey_spending SET spent = ?, reset = ?, period_end = ? WHERE account = ? AND name = ?",
                spending.spent(),
                spending.reset().toString(),
                spending.end(),
                budget.account(),
                budget.name());
    }

    /** What an account had spent before it was counted here; empty for one that nobody has spoken of. */
    static OptionalLong startedWith(Connection connection, String account) throws SQLException {
        return Statements.number(connection, "SELECT started_with FROM latchkey_accounts WHERE account = ?", account);
    }

    static void startWith(Connection connection, String account, long spent) throws SQLException {
        Statements.update(
                connection, "INSERT INTO latchkey_accounts (account, started_with) VALUES (?, ?)", account, spent);
    }

    static void hold(Connection connection, JdbcHold hold, long expiresAt) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (BudgetKey budget : hold.budgets()) {
            rows.add(new @Nullable Object[] {
                hold.name(), budget.account(), budget.name(), hold.estimate().nanos(), expiresAt
            });
        }
        Statements.batch(
                connection,
                "INSERT INTO latchkey_holds (hold, account, name, amount, expires_at) VALUES (?, ?, ?, ?, ?)",
                rows);
    }

    /** Frees a hold; false if it was freed before. */
    static boolean free(Connection connection, JdbcHold hold) throws SQLException {
        return Statements.update(connection, "DELETE FROM latchkey_holds WHERE hold = ?", hold.name()) > 0;
    }

    /** Moves the end of a hold; false if it has come already. */
    static boolean extend(Connection connection, JdbcHold hold, long now, long expiresAt) throws SQLException {
        return Statements.update(
                        connection,
                        "UPDATE latchkey_holds SET expires_at = ? WHERE hold = ? AND expires_at > ?",
                        expiresAt,
                        hold.name(),
                        now)
                > 0;
    }

    /** Forgets holds that expired before this instant. */
    static int forget(Connection connection, long before) throws SQLException {
        return Statements.update(connection, "DELETE FROM latchkey_holds WHERE expires_at < ?", before);
    }
}
