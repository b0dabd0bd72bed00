package dev.latchkey.key;

import dev.latchkey.access.AccessRule;
import dev.latchkey.quota.TimeSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a key is and may do, in the words that an entry of a {@link KeyManifest} has for it, member by member: {@code name},
 * {@code user}, {@code not_before}, {@code expires_at}, {@code scopes}, {@code metadata}, {@code environment}, {@code plan}, {@code limits},
 * {@code usage_limit}, {@code period_limit}, {@code allowed_addresses}, {@code allowed_models}, {@code access},
 * {@code project_mode}, {@code provider_keys} and {@code credits}.
 *
 * <p>What is not mentioned stays as it is. JSON's {@code null} takes away what the member says: no date, every scope, no
 * limit, any model; with {@code project_mode} go {@code provider_keys} and {@code credits}. A {@code plan} replaces
 * {@code limits}, and they replace it. Immutable and thread-safe.
 */
public final class KeyTerms {
    private static final Set<String> MEMBERS = Set.of(
            "name",
            "user",
            "not_before",
            "expires_at",
            "scopes",
            "metadata",
            "environment",
            "plan",
            "limits",
            "usage_limit",
            "period_limit",
            "allowed_addresses",
            "allowed_models",
            "access",
            "project_mode",
            "provider_keys",
            "credits");

    private final Map<String, String> values;
    private final TimeSource time;

    private KeyTerms(Map<String, String> values, TimeSource time) {
        this.values = values;
        this.time = time;
    }

    /**
     * Reads these members.
     *
     * @param values the JSON text of each member's value, such as {@code ["chat:write"]} for {@code scopes}
     * @param time says up to when a date may lie: 100 years from now
     * @throws IllegalArgumentException if there is another member, or a value is none of its member's; the message begins
     *     with the member's name, a colon and a blank, and repeats no value
     */
    public static KeyTerms parse(Map<String, String> values, TimeSource time) {
        for (String member : values.keySet()) {
            if (!MEMBERS.contains(member)) {
                throw ManifestValues.unknown(member);
            }
        }
        KeyTerms terms = new KeyTerms(new LinkedHashMap<>(values), time);
        ManifestTerms.read(terms.values, new ManifestEntry(0), time);
        return terms;
    }

    /**
     * The beginning of a record that is as this one, save for what these terms say of it.
     *
     * @throws IllegalArgumentException if members do not go together, in the form in which {@link #parse} tells of them
     */
    public KeyRecord.Builder applyTo(KeyRecord before) {
        ManifestEntry draft = ManifestTerms.draftOf(before);
        ManifestTerms.read(values, draft, time);
        return ManifestTerms.applied(draft, before);
    }

    /**
     * What this record says, member by member, in the form in which {@link #parse} reads it; null where there is nothing to
     * say. A plan that ships is shown as {@code plan}, every other limit in {@code limits}.
     *
     * @return text, numbers, booleans, nulls, and lists and maps of these
     */
    public static Map<String, @Nullable Object> of(KeyRecord record) {
        return ManifestWords.of(record);
    }

    /**
     * What the host noted, as the member {@code metadata} says it.
     *
     * @param json the JSON text of the member's value
     * @throws IllegalArgumentException as {@link #parse} does
     */
    public static Map<String, Object> metadata(String json) {
        ManifestEntry draft = new ManifestEntry(0);
        ManifestTerms.read(Map.of("metadata", json), draft, TimeSource.system());
        return draft.metadata;
    }

    /**
     * An access rule, as an element of the member {@code access} says it.
     *
     * @param json the JSON text of an object with {@code rule_type} and, optionally, {@code id}, {@code rule_value} and
     *     {@code status}
     * @throws IllegalArgumentException as {@link #parse} does
     */
    public static AccessRule rule(String json) {
        return ManifestTerms.rule(json);
    }

    /** What this rule says, member by member, in the form in which {@link #rule} reads it. */
    public static Map<String, @Nullable Object> of(AccessRule rule) {
        return ManifestWords.rule(rule);
    }

    /** The names of the members that are mentioned. */
    @Override
    public String toString() {
        return "KeyTerms" + values.keySet();
    }
}
