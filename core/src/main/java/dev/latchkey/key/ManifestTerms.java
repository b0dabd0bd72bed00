package dev.latchkey.key;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.latchkey.access.AccessRule;
import dev.latchkey.access.AccessRules;
import dev.latchkey.access.AllowedModels;
import dev.latchkey.access.Scopes;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.TimeSource;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Reads single members of a manifest's entry onto what is known of a key already. */
final class ManifestTerms {
    private static final ManifestBounds BOUNDS = new ManifestBounds(32, 8192, 128);

    private static final Map<String, Consumer<ManifestEntry>> ABSENCES = Map.ofEntries(
            Map.entry("name", draft -> draft.name = null),
            Map.entry("user", draft -> draft.user = null),
            Map.entry("not_before", draft -> draft.notBefore = null),
            Map.entry("expires_at", draft -> draft.expiresAt = null),
            Map.entry("scopes", draft -> draft.scopes = Scopes.unrestricted()),
            Map.entry("metadata", draft -> draft.metadata = Map.of()),
            Map.entry("environment", draft -> draft.environment = null),
            Map.entry("plan", draft -> draft.permits.plan = null),
            Map.entry("limits", draft -> draft.permits.limits = null),
            Map.entry("usage_limit", ManifestTerms::withoutUsageLimit),
            Map.entry("period_limit", draft -> draft.permits.period = null),
            Map.entry("allowed_addresses", draft -> draft.permits.addresses = null),
            Map.entry("allowed_models", draft -> draft.permits.models = AllowedModels.any()),
            Map.entry("access", draft -> draft.permits.rules = null),
            Map.entry("project_mode", ManifestTerms::withoutProjectMode),
            Map.entry("provider_keys", draft -> draft.permits.providerKeys = null),
            Map.entry("credits", draft -> draft.permits.credits = null));

    private ManifestTerms() {}

    /** What an entry would have to say for this key to be as it is. */
    static ManifestEntry draftOf(KeyRecord record) {
        ManifestEntry draft = new ManifestEntry(0);
        draft.name = record.name().orElse(null);
        draft.user = record.user().orElse(null);
        draft.notBefore = record.notBefore().orElse(null);
        draft.expiresAt = record.expiresAt().orElse(null);
        draft.scopes = record.scopes();
        draft.metadata = record.metadata();
        draft.environment = record.environment().orElse(null);
        describe(record.permits(), draft.permits);
        return draft;
    }

    private static void describe(KeyPermits permits, ManifestPermits draft) {
        draft.limits = permits.limits().isEmpty() ? null : permits.limits();
        draft.usageLimit = permits.usageLimit().orElse(null);
        draft.usage = permits.startingUsage().equals(Money.ZERO) ? null : permits.startingUsage();
        draft.period = permits.periodLimit()
                .map(cap -> new ManifestPeriod(cap, permits.period()))
                .orElse(null);
        draft.addresses = permits.addresses().orElse(null);
        draft.models = permits.models();
        draft.rules = permits.rules().equals(AccessRules.none()) ? null : permits.rules();
        draft.projectMode = permits.projectMode().orElse(null);
        draft.providerKeys = permits.providerKeys().isEmpty() ? null : permits.providerKeys();
        draft.credits = permits.credits().equals(Money.ZERO) ? null : permits.credits();
    }

    /** Takes away first, so that the order in which members stand decides nothing. */
    static void read(Map<String, String> values, ManifestEntry into, TimeSource time) {
        if (values.containsKey("plan") || values.containsKey("limits")) {
            into.permits.plan = null;
            into.permits.limits = null;
        }
        values.forEach((member, value) -> {
            if (value.equals("null")) {
                Objects.requireNonNull(ABSENCES.get(member)).accept(into);
            }
        });
        ManifestDates dates = new ManifestDates(time.epochNanos());
        values.forEach((member, value) -> {
            if (!value.equals("null")) {
                read(member, value, dates, into);
            }
        });
    }

    private static void read(String member, String value, ManifestDates dates, ManifestEntry into) {
        whole(member + ": ", value, json -> {
            ManifestMembers.read(member, json, dates, into);
            return into;
        });
    }

    /** The access rule that this text is. */
    static AccessRule rule(String text) {
        return whole("", text, ManifestAccess::rule);
    }

    @FunctionalInterface
    private interface Reading<T> {
        T from(JsonParser json) throws IOException;
    }

    /** What a text says that is one value; what it is refused for is told behind these words. */
    private static <T> T whole(String words, String text, Reading<T> reading) {
        try (JsonParser json = BOUNDS.json().createParser(text)) {
            json.nextToken();
            T value = reading.from(json);
            if (json.nextToken() != null) {
                throw new IllegalArgumentException(words + "expected one value and nothing after it");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(words + BOUNDS.refused(e).getMessage());
        } catch (IOException e) {
            throw new IllegalArgumentException(words + "cannot be read", e);
        }
    }

    private static void withoutUsageLimit(ManifestEntry draft) {
        draft.permits.usageLimit = null;
        draft.permits.usage = null;
    }

    private static void withoutProjectMode(ManifestEntry draft) {
        draft.permits.projectMode = null;
        draft.permits.providerKeys = null;
        draft.permits.credits = null;
    }

    /** A key that is as this one was, with what the draft says in place of what was said before. */
    static KeyRecord.Builder applied(ManifestEntry draft, KeyRecord before) {
        if (draft.notBefore != null && draft.expiresAt != null && !draft.notBefore.isBefore(draft.expiresAt)) {
            throw new IllegalArgumentException("expires_at: expected a date after not_before");
        }
        KeyRecord.Builder record = before.toBuilder()
                .withoutNotBefore()
                .withoutExpiry()
                .withoutEnvironment()
                .scopes(draft.scopes)
                .metadata(draft.metadata)
                .permits(draft.permits.toPermits());
        ManifestEntry.set(draft.name, record::name);
        ManifestEntry.set(draft.user, record::user);
        ManifestEntry.set(draft.notBefore, record::notBefore);
        ManifestEntry.set(draft.expiresAt, record::expiresAt);
        ManifestEntry.set(draft.environment, record::environment);
        return record;
    }
}
