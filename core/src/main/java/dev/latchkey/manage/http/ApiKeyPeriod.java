package dev.latchkey.manage.http;

import dev.latchkey.key.KeyPermits;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.BudgetUnit;
import dev.latchkey.quota.Money;
import java.util.Optional;

/**
 * What a request to {@code /keys/api} says about what a key may cost in each period. A limit and a duration go together;
 * of a period that there is, each may be changed alone.
 */
final class ApiKeyPeriod {
    static final String LIMIT = "periodUsageLimit";
    static final String DURATION = "periodUsageDurationValue";
    static final String UNIT = "periodUsageDurationUnit";
    private static final int LONGEST_UNIT = 16;

    private final SubmittedMembers members;

    ApiKeyPeriod(SubmittedMembers members) {
        this.members = members;
    }

    void applyTo(KeyPermits.Builder permits, KeyPermits before) {
        if (!members.names(LIMIT) && !members.names(DURATION) && !members.names(UNIT)) {
            return;
        }
        Optional<Money> limit = members.names(LIMIT) ? ApiKeyTerms.amount(members, LIMIT) : before.periodLimit();
        if (limit.isPresent()) {
            permits.periodLimit(limit.get(), reset(before.period()));
        } else if (members.has(DURATION) || members.has(UNIT)) {
            throw SubmittedMembers.invalid(LIMIT, "expected a limit beside the duration; set one, or leave both out");
        } else {
            permits.withoutPeriodLimit();
        }
    }

    private BudgetReset reset(BudgetReset before) {
        if (!members.names(DURATION) && !members.names(UNIT) && !before.isNever()) {
            return before;
        }
        BudgetUnit unit = members.names(UNIT)
                ? members.text(UNIT, LONGEST_UNIT).map(ApiKeyPeriod::unit).orElseThrow(ApiKeyPeriod::incomplete)
                : before.stepUnit().orElseThrow(ApiKeyPeriod::incomplete);
        long steps = members.names(DURATION)
                ? members.wholeNumber(DURATION, 1, unit.most()).orElseThrow(ApiKeyPeriod::incomplete)
                : before.steps();
        if (steps < 1 || steps > unit.most()) {
            throw SubmittedMembers.invalid(DURATION, "expected a whole number from 1 to " + unit.most());
        }
        return BudgetReset.every((int) steps, unit);
    }

    private static BudgetUnit unit(String name) {
        try {
            return BudgetUnit.parse(name);
        } catch (IllegalArgumentException e) {
            throw SubmittedMembers.invalid(UNIT, "expected hour, day, week or month");
        }
    }

    private static Refused incomplete() {
        return SubmittedMembers.invalid(DURATION, "expected a duration beside the limit: " + DURATION + " and " + UNIT);
    }
}
