package dev.latchkey.jdbc;

import dev.latchkey.quota.Hold;
import dev.latchkey.quota.Money;
import java.util.List;

/**
 * A hold that stands in the database under this name.
 *
 * @param budgets the budgets that it concerns, in the order in which they are locked
 */
record JdbcHold(String name, Money estimate, List<BudgetKey> budgets) implements Hold {

    @Override
    public String toString() {
        return "hold of " + estimate;
    }
}
