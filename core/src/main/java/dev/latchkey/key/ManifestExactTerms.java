package dev.latchkey.key;

import static java.util.Map.entry;

import dev.latchkey.quota.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a host's own program said of a key and no entry may say, such as a name with a line feed or an expiry in 200 years: kept
 * as it was given. Where the entry itself has a member, that one holds, for it may be an operator's.
 */
final class ManifestExactTerms {
    static final Map<String, ManifestValues.Member<ManifestExactTerms>> MEMBERS = Map.ofEntries(
            entry("label", (json, into) -> into.label = ManifestValues.anyText(json)),
            entry("name", (json, into) -> into.name = ManifestValues.anyText(json)),
            entry("user", (json, into) -> into.user = ManifestValues.anyText(json)),
            entry("not_before", (json, into) -> into.notBefore = ManifestDates.kept(json)),
            entry("expires_at", (json, into) -> into.expiresAt = ManifestDates.kept(json)),
            entry("usage_limit", (json, into) -> into.usageLimit = ManifestValues.nanos(json)),
            entry("usage", (json, into) -> into.usage = ManifestValues.nanos(json)),
            entry("period_limit", (json, into) -> into.period = ManifestExactPeriod.read(json)),
            entry("project_mode", (json, into) -> into.projectMode = ManifestValues.anyText(json)),
            entry("provider_keys", (json, into) -> into.providerKeys = ManifestValues.anyTexts(json)),
            entry("credits", (json, into) -> into.credits = ManifestValues.nanos(json)));

    @Nullable String label;

    private @Nullable String name;
    private @Nullable String user;
    private @Nullable Instant notBefore;
    private @Nullable Instant expiresAt;
    private @Nullable Money usageLimit;
    private @Nullable Money usage;
    private @Nullable ManifestPeriod period;
    private @Nullable String projectMode;
    private @Nullable List<String> providerKeys;
    private @Nullable Money credits;

    void fillIn(ManifestEntry entry) {
        entry.name = entry.name == null ? name : entry.name;
        entry.user = entry.user == null ? user : entry.user;
        entry.notBefore = entry.notBefore == null ? notBefore : entry.notBefore;
        entry.expiresAt = entry.expiresAt == null ? expiresAt : entry.expiresAt;
    }

    KeyPermits fillIn(KeyPermits said) {
        KeyPermits.Builder permits = said.toBuilder();
        fillInMoney(said, permits);
        if (said.projectMode().isEmpty()) {
            ManifestEntry.set(projectMode, permits::projectMode);
            ManifestEntry.set(providerKeys, permits::providerKeys);
            ManifestEntry.set(credits, permits::credits);
        }
        return isEmpty() ? said : permits.build();
    }

    private void fillInMoney(KeyPermits said, KeyPermits.Builder permits) {
        if (said.usageLimit().isEmpty()) {
            ManifestEntry.set(usageLimit, permits::usageLimit);
        }
        if (said.startingUsage().equals(Money.ZERO)) {
            ManifestEntry.set(usage, permits::startingUsage);
        }
        if (said.periodLimit().isEmpty()) {
            ManifestEntry.set(period, limit -> permits.periodLimit(limit.cap(), limit.reset()));
        }
    }

    /** So that the many keys without limits share one object. */
    private boolean isEmpty() {
        return usageLimit == null
                && usage == null
                && period == null
                && projectMode == null
                && providerKeys == null
                && credits == null;
    }
}
