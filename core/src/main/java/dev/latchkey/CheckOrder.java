package dev.latchkey;

import java.util.EnumSet;
import java.util.List;

/** Which orders of checks can be taken: a later one may need what an earlier one found. */
final class CheckOrder {
    private static final List<Check> NEEDS = List.of(Check.CREDENTIAL, Check.FORMAT, Check.KEY);
    private static final EnumSet<Check> OF_A_KEY = EnumSet.of(Check.STATUS, Check.NOT_BEFORE, Check.EXPIRY);
    private static final EnumSet<Check> OF_A_CALL = EnumSet.range(Check.SCOPE, Check.MODE);

    /** What the ledger decides, in its own order. */
    private static final List<Check> COUNTED =
            List.of(Check.RATE_LIMIT, Check.USAGE, Check.PERIOD, Check.BUDGET, Check.MODE);

    private CheckOrder() {}

    /**
     * @throws IllegalArgumentException if a check is missing or stands there twice, or comes before one that it needs
     */
    static void validate(List<Check> order) {
        if (order.size() != Check.values().length || !EnumSet.copyOf(order).equals(EnumSet.allOf(Check.class))) {
            throw new IllegalArgumentException("checks: name each of " + List.of(Check.values()) + " exactly once");
        }
        for (int i = 1; i < NEEDS.size(); i++) {
            if (order.indexOf(NEEDS.get(i)) < order.indexOf(NEEDS.get(i - 1))) {
                throw new IllegalArgumentException(
                        "checks: " + NEEDS.get(i) + " needs " + NEEDS.get(i - 1) + " before it");
            }
        }
        int key = order.indexOf(Check.KEY);
        for (Check check : OF_A_KEY) {
            if (order.indexOf(check) < key) {
                throw new IllegalArgumentException("checks: " + check + " needs " + Check.KEY + " before it");
            }
        }
        int identified = OF_A_KEY.stream().mapToInt(order::indexOf).max().orElse(key);
        for (Check check : OF_A_CALL) {
            if (order.indexOf(check) < identified) {
                throw new IllegalArgumentException("checks: " + check + " comes after " + OF_A_KEY);
            }
        }
        if (!order.stream().filter(COUNTED::contains).toList().equals(COUNTED)) {
            throw new IllegalArgumentException("checks: " + COUNTED + " are taken in this order, in one step");
        }
        if (order.indexOf(Check.PATH) != 0 || order.indexOf(Check.CONFIGURED) > order.indexOf(Check.CREDENTIAL)) {
            throw new IllegalArgumentException(
                    "checks: " + Check.PATH + " comes first, and " + Check.CONFIGURED + " before " + Check.CREDENTIAL);
        }
    }
}
