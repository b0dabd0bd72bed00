package dev.latchkey.jdbc;

import java.util.Comparator;

/** Which budget of which account, as the tables call them. Budgets are locked in this order, so that no two wait crosswise. */
record BudgetKey(String account, String name) implements Comparable<BudgetKey> {
    private static final Comparator<BudgetKey> ORDER =
            Comparator.comparing(BudgetKey::account).thenComparing(BudgetKey::name);

    @Override
    public int compareTo(BudgetKey other) {
        return ORDER.compare(this, other);
    }
}
