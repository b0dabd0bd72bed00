package dev.latchkey.key;

import com.fasterxml.jackson.core.JsonParser;
import dev.latchkey.access.AccessRuleValue.Names;
import dev.latchkey.access.AccessRules;
import dev.latchkey.access.AddressRanges;
import dev.latchkey.access.AllowedModels;
import dev.latchkey.access.ModelName;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateLimit;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an entry of a manifest says about how often its key may be used, for how much, from where, and what for. */
final class ManifestPermits {
    private static final int MAX_NAME = 256;

    @Nullable List<RateLimit> plan;

    @Nullable List<RateLimit> limits;

    @Nullable Money usageLimit;

    @Nullable Money usage;

    @Nullable ManifestPeriod period;

    @Nullable AddressRanges addresses;

    AllowedModels models = AllowedModels.any();

    @Nullable AccessRules rules;

    @Nullable String projectMode;

    @Nullable Collection<String> providerKeys;

    @Nullable Money credits;

    /** The names of providers, which are not those of models. */
    static Collection<String> providers(JsonParser json) throws IOException {
        Collection<String> names =
                Names.of(ManifestValues.texts(json, MAX_NAME)).names();
        int position = 1;
        for (String name : names) {
            if (ModelName.provider(name).isPresent()) {
                throw new IllegalArgumentException(
                        "name " + position + ": expected a provider's name without ':' and '/'");
            }
            position++;
        }
        return names;
    }

    /** The permits, if the members go together. */
    KeyPermits toPermits() {
        if (plan != null && limits != null) {
            throw new IllegalArgumentException("plan: goes with no limits of the key's own; keep plan or limits");
        }
        requireBeside("usage", usage, "usage_limit", usageLimit);
        requireBeside("provider_keys", providerKeys, "project_mode", projectMode);
        requireBeside("credits", credits, "project_mode", projectMode);
        if (isEmpty()) {
            return KeyPermits.unlimited();
        }
        KeyPermits.Builder permits = KeyPermits.builder().models(models);
        ManifestEntry.set(plan, permits::limits);
        ManifestEntry.set(limits, permits::limits);
        ManifestEntry.set(usageLimit, permits::usageLimit);
        ManifestEntry.set(usage, permits::startingUsage);
        ManifestEntry.set(addresses, permits::addresses);
        ManifestEntry.set(period, asked -> permits.periodLimit(asked.cap(), asked.reset()));
        ManifestEntry.set(rules, permits::rules);
        ManifestEntry.set(projectMode, permits::projectMode);
        ManifestEntry.set(providerKeys, permits::providerKeys);
        ManifestEntry.set(credits, permits::credits);
        return permits.build();
    }

    private static void requireBeside(String member, @Nullable Object value, String other, @Nullable Object beside) {
        if (value != null && beside == null) {
            throw new IllegalArgumentException(member + ": goes with " + other + " only; remove it, or set " + other);
        }
    }

    /** So that the many keys without limits share one object. */
    private boolean isEmpty() {
        return plan == null
                && limits == null
                && usageLimit == null
                && period == null
                && addresses == null
                && models.isAny()
                && rules == null
                && projectMode == null;
    }
}
