package dev.latchkey.key;

import com.fasterxml.jackson.core.JsonParser;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.Money;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A period limit of more dollars than an entry can say. */
final class ExactPeriod {
    private static final Map<String, ManifestValues.Member<ExactPeriod>> MEMBERS = Map.of(
            "nanos", (json, into) -> into.cap = ManifestValues.nanos(json),
            "reset", (json, into) -> into.reset = BudgetReset.parse(ManifestValues.anyText(json)));

    private @Nullable Money cap;
    private @Nullable BudgetReset reset;

    private ExactPeriod() {}

    static ManifestPeriod read(JsonParser json) throws IOException {
        ExactPeriod period = new ExactPeriod();
        ManifestValues.members(json, MEMBERS, period);
        if (period.cap == null || period.reset == null) {
            throw new IllegalArgumentException("expected the members nanos and reset");
        }
        return new ManifestPeriod(period.cap, period.reset);
    }

    static Map<String, Object> write(Money cap, BudgetReset reset) {
        return Map.of("nanos", cap.nanos(), "reset", reset.toString());
    }
}
