package dev.latchkey.key;

import com.fasterxml.jackson.core.JsonParser;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.BudgetUnit;
import dev.latchkey.quota.Money;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The member {@code period_limit} of a manifest's entry: what the key may cost in each period. */
record ManifestPeriod(Money cap, BudgetReset reset) {
    private static final int MAX_UNIT = 16;
    private static final int MAX_RESET = 64;
    private static final int MAX_STEPS = 10_000;

    private static final Map<String, ManifestValues.Member<Draft>> MEMBERS = Map.of(
            "usd", (json, into) -> into.usd = ManifestValues.money(json),
            "every", (json, into) -> into.every = (int) ManifestValues.wholeNumber(json, MAX_STEPS),
            "unit", (json, into) -> into.unit = ManifestValues.text(json, MAX_UNIT),
            "reset", (json, into) -> into.reset = BudgetReset.parse(ManifestValues.text(json, MAX_RESET)));

    private static final class Draft {
        @Nullable Money usd;

        int every = -1;

        @Nullable String unit;

        @Nullable BudgetReset reset;
    }

    static ManifestPeriod read(JsonParser json) throws IOException {
        Draft draft = new Draft();
        ManifestValues.members(json, MEMBERS, draft);
        if (draft.usd != null && draft.reset != null && draft.every < 0 && draft.unit == null) {
            return new ManifestPeriod(draft.usd, draft.reset);
        }
        if (draft.reset != null) {
            throw new IllegalArgumentException("reset: goes with usd only; keep it, or every and unit");
        }
        if (draft.usd == null || draft.every < 0 || draft.unit == null) {
            throw new IllegalArgumentException(
                    "expected the members usd, every and unit, such as {\"usd\": \"3.00\", \"every\": 1, \"unit\": \"day\"}");
        }
        return new ManifestPeriod(draft.usd, BudgetReset.every(draft.every, BudgetUnit.parse(draft.unit)));
    }
}
