package dev.latchkey.key;

import dev.latchkey.quota.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A managed key as the entries of a manifest, one for each secret, which are read back as the same key. */
final class WrittenKey {
    /** The least that is too much for an entry. */
    private static final Money NO_AMOUNT = Money.ofNanos(1_000_000_000_000_000_000L);

    private static final Set<String> MODE = Set.of("project_mode", "provider_keys", "credits");

    private final ManifestKey key;
    private final KeyRecord record;
    private final String label;
    private final ManifestDates dates;

    /**
     * @param label the label that the entries bear
     * @param now up to 100 years from when an entry can say a date
     */
    WrittenKey(ManifestKey key, String label, Instant now) {
        this.key = key;
        this.record = key.record();
        this.label = label;
        this.dates = new ManifestDates(TimeUnit.SECONDS.toNanos(now.getEpochSecond()));
    }

    List<Map<String, @Nullable Object>> entries() {
        Map<String, @Nullable Object> terms = terms();
        Map<String, @Nullable Object> exact = exact(terms);
        List<Map<String, @Nullable Object>> entries = new ArrayList<>();
        for (int i = 0; i < key.notes().size(); i++) {
            Map<String, @Nullable Object> entry =
                    secret(record.secrets().get(i), key.notes().get(i));
            entry.putAll(terms);
            entry.put("managed", managed(i, exact));
            entries.add(entry);
        }
        return entries;
    }

    private Map<String, @Nullable Object> secret(KeySecret secret, ManifestNote note) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("label", label);
        secret.digest().ifPresent(digest -> entry.put("sha256", digest.toHex()));
        secret.argon2id().ifPresent(hash -> entry.put("argon2id", hash.phc()));
        secret.scheme().ifPresent(scheme -> entry.put("scheme", scheme));
        sayable(Optional.ofNullable(note.createdAt())).ifPresent(date -> entry.put("created_at", date.toString()));
        sayable(secret.expiresAt()).ifPresent(date -> entry.put("secret_expires_at", date.toString()));
        entry.put("id", record.id().value());
        entry.put("status", record.status().name().toLowerCase(Locale.ROOT));
        return entry;
    }

    /** All that an entry can say. */
    private Map<String, @Nullable Object> terms() {
        Map<String, @Nullable Object> terms = new LinkedHashMap<>(ManifestWords.of(record));
        terms.values().removeIf(value -> value == null || value.equals(Map.of()));
        terms.keySet().removeIf(member -> !canSay(member));
        if (canSay("usage") && !record.permits().startingUsage().equals(Money.ZERO)) {
            terms.put("usage", record.permits().startingUsage().toString());
        }
        return terms;
    }

    private boolean canSay(String member) {
        KeyPermits permits = record.permits();
        return switch (member) {
            case "name" -> isText(record.name());
            case "user" -> isText(record.user());
            case "not_before" -> sayable(record.notBefore()).isPresent();
            case "expires_at" -> sayable(record.expiresAt()).isPresent();
            case "usage_limit" -> isAmount(permits.usageLimit());
            case "usage" -> isAmount(permits.usageLimit()) && isAmount(Optional.of(permits.startingUsage()));
            case "period_limit" -> isAmount(permits.periodLimit());
            default -> !MODE.contains(member) || hasPlainMode(permits);
        };
    }

    private static boolean isText(Optional<String> text) {
        return text.isPresent() && ManifestValues.isText(text.get(), ManifestMembers.MAX_NAME);
    }

    private static boolean isAmount(Optional<Money> amount) {
        return amount.isPresent() && amount.get().compareTo(NO_AMOUNT) < 0;
    }

    private static boolean hasPlainMode(KeyPermits permits) {
        return permits.projectMode().isPresent()
                && isAmount(Optional.of(permits.credits()))
                && ManifestValues.isText(permits.projectMode().get(), Labels.MAX_LENGTH)
                && permits.providerKeys().stream().allMatch(WrittenKey::isProvider);
    }

    private static boolean isProvider(String name) {
        return ManifestValues.isText(name, ManifestMembers.MAX_NAME)
                && name.chars().noneMatch(c -> c == ' ' || c == ':' || c == '/');
    }

    private Optional<Instant> sayable(Optional<Instant> date) {
        return date.filter(dates::isInRange);
    }

    /** All that is left over. */
    private Map<String, @Nullable Object> exact(Map<String, @Nullable Object> terms) {
        Map<String, @Nullable Object> exact = new LinkedHashMap<>();
        KeyPermits permits = record.permits();
        if (!record.label().equals(label)) {
            exact.put("label", record.label());
        }
        record.name().ifPresent(name -> exact.put("name", name));
        record.user().ifPresent(user -> exact.put("user", user));
        record.notBefore().ifPresent(date -> exact.put("not_before", date.toString()));
        record.expiresAt().ifPresent(date -> exact.put("expires_at", date.toString()));
        permits.usageLimit().ifPresent(cap -> exact.put("usage_limit", cap.nanos()));
        put(exact, "usage", permits.startingUsage());
        permits.periodLimit()
                .ifPresent(cap -> exact.put("period_limit", ManifestExactPeriod.write(cap, permits.period())));
        permits.projectMode().ifPresent(mode -> exact.put("project_mode", mode));
        if (!permits.providerKeys().isEmpty()) {
            exact.put("provider_keys", permits.providerKeys().stream().sorted().toList());
        }
        put(exact, "credits", permits.credits());
        exact.keySet().removeAll(terms.keySet());
        return exact;
    }

    private static void put(Map<String, @Nullable Object> members, String name, Money amount) {
        if (!amount.equals(Money.ZERO)) {
            members.put(name, amount.nanos());
        }
    }

    private Map<String, @Nullable Object> managed(int secret, Map<String, @Nullable Object> exact) {
        Map<String, @Nullable Object> managed = new LinkedHashMap<>();
        managed.put("version", key.version());
        put(managed, "updated_at", key.updatedAt());
        put(managed, "created_at", record.createdAt().orElse(null));
        if (key.lastRotation() != null) {
            managed.put("last_rotation", key.lastRotation());
        }
        managed.put("secret", noted(record.secrets().get(secret), key.notes().get(secret)));
        if (!exact.isEmpty()) {
            managed.put("exact", exact);
        }
        return managed;
    }

    private Map<String, @Nullable Object> noted(KeySecret secret, ManifestNote note) {
        Map<String, @Nullable Object> noted = new LinkedHashMap<>();
        noted.put("beginning", note.beginning());
        if (sayable(Optional.ofNullable(note.createdAt())).isEmpty()) {
            put(noted, "created_at", note.createdAt());
        }
        put(noted, "last_used_at", note.lastUsedAt());
        if (sayable(secret.expiresAt()).isEmpty()) {
            put(noted, "expires_at", secret.expiresAt().orElse(null));
        }
        return noted;
    }

    private static void put(Map<String, @Nullable Object> members, String name, @Nullable Instant date) {
        if (date != null) {
            members.put(name, date.toString());
        }
    }
}
