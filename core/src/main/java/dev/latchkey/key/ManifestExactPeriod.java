package dev.latchkey.key;

import com.fasterxml.jackson.core.JsonParser;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.Money;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A period limit of more dollars than an entry can say. */
final class ManifestExactPeriod {
    private static final Map<String, ManifestValues.Member<ManifestExactPeriod>> MEMBERS = Map.of(
            "nanos", (json, into) -> into.cap = ManifestValues.nanos(json),
            "reset", (json, into) -> into.reset = BudgetReset.parse(ManifestValues.anyText(json)));

    private @Nullable Money cap;
    private @Nullable BudgetReset reset;

    private ManifestExactPeriod() {}

    static ManifestPeriod read(JsonParser json) throws IOException {
        ManifestExactPeriod period = new ManifestExactPeriod();
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
