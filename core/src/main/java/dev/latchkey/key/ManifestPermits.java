package dev.latchkey.key;

import dev.latchkey.access.AddressRanges;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateLimit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an entry of a manifest says about how often its key may be used, for how much, and from where. */
final class ManifestPermits {
    @Nullable List<RateLimit> plan;

    @Nullable List<RateLimit> limits;

    @Nullable Money usageLimit;

    @Nullable Money usage;

    @Nullable ManifestPeriod period;

    @Nullable AddressRanges addresses;

    /** The permits, if the members go together. */
    KeyPermits toPermits() {
        if (plan != null && limits != null) {
            throw new IllegalArgumentException("plan: goes with no limits of the key's own; keep plan or limits");
        }
        if (usage != null && usageLimit == null) {
            throw new IllegalArgumentException("usage: goes with usage_limit only; remove it, or set usage_limit");
        }
        if (isEmpty()) {
            return KeyPermits.unlimited();
        }
        KeyPermits.Builder permits = KeyPermits.builder();
        ManifestEntry.set(plan, permits::limits);
        ManifestEntry.set(limits, permits::limits);
        ManifestEntry.set(usageLimit, permits::usageLimit);
        ManifestEntry.set(usage, permits::startingUsage);
        ManifestEntry.set(addresses, permits::addresses);
        ManifestEntry.set(period, asked -> permits.periodLimit(asked.cap(), asked.reset()));
        return permits.build();
    }

    /** So that the many keys without limits share one object. */
    private boolean isEmpty() {
        return plan == null && limits == null && usageLimit == null && period == null && addresses == null;
    }
}
