package dev.latchkey.manage.http;

import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.KeyTerms;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.SecretNote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of a key. Its text is in the answers of making and rotating it, and in no other. */
final class KeyView {
    private final Optional<String> implicitUserPrefix;

    KeyView(Optional<String> implicitUserPrefix) {
        this.implicitUserPrefix = implicitUserPrefix;
    }

    /** A key that was just made or rotated, with its text. */
    Map<String, @Nullable Object> of(ManagedKey key, String text) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("id", key.id().value());
        answer.put("key", text);
        answer.putAll(of(key));
        return answer;
    }

    Map<String, @Nullable Object> of(ManagedKey key) {
        Map<String, @Nullable Object> answer = described(key.record());
        answer.put("updated_at", key.updatedAt().toString());
        answer.put("last_used_at", date(key.notes().get(0).lastUsedAt()));
        answer.put("read_only", false);
        answer.put("secrets", secrets(key));
        return answer;
    }

    /** A key that can only be looked at. */
    Map<String, @Nullable Object> of(KeyRecord record) {
        Map<String, @Nullable Object> answer = described(record);
        answer.put("updated_at", null);
        answer.put("last_used_at", null);
        answer.put("read_only", true);
        answer.put("secrets", List.of());
        return answer;
    }

    private Map<String, @Nullable Object> described(KeyRecord record) {
        Map<String, @Nullable Object> terms = new LinkedHashMap<>(KeyTerms.of(record));
        terms.remove("user");
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("id", record.id().value());
        answer.put("key_name", nameOf(terms.remove("name"), record));
        answer.put("user_id", userOf(record));
        answer.put("created_at", date(record.createdAt()));
        answer.put("expires_at", terms.remove("expires_at"));
        answer.put("is_active", record.status() == KeyStatus.ACTIVE);
        answer.put("status", record.status().name().toLowerCase(Locale.ROOT));
        answer.put("metadata", terms.remove("metadata"));
        answer.putAll(terms);
        return answer;
    }

    private static @Nullable Object nameOf(@Nullable Object name, KeyRecord record) {
        return name == null && !record.label().isEmpty() ? record.label() : name;
    }

    private @Nullable String userOf(KeyRecord record) {
        return record.user()
                .or(() -> implicitUserPrefix.map(prefix -> prefix + record.id()))
                .orElse(null);
    }

    private static List<Map<String, @Nullable Object>> secrets(ManagedKey key) {
        List<Map<String, @Nullable Object>> secrets = new ArrayList<>();
        for (int i = 0; i < key.notes().size(); i++) {
            SecretNote note = key.notes().get(i);
            KeySecret secret = key.record().secrets().get(i);
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("begins_with", note.beginning());
            answer.put("created_at", note.createdAt().toString());
            answer.put("expires_at", date(secret.expiresAt()));
            answer.put("last_used_at", date(note.lastUsedAt()));
            secrets.add(answer);
        }
        return secrets;
    }

    private static @Nullable String date(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }
}
