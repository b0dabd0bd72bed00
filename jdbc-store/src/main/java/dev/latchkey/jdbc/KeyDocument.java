package dev.latchkey.jdbc;

import dev.latchkey.access.Scopes;
import dev.latchkey.key.Argon2idHash;
import dev.latchkey.key.KeyHash;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.SecretNote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A key as one JSON document: everything but when its secrets were used last, which is no change of it. */
final class KeyDocument {
    private KeyDocument() {}

    static String write(ManagedKey key) {
        KeyRecord record = key.record();
        return new Document()
                .put("id", record.id().value())
                .put("label", record.label())
                .put("name", record.name().orElse(null))
                .put("status", record.status().name())
                .put("created_at", record.createdAt().orElse(null), Instant::toString)
                .put("not_before", record.notBefore().orElse(null), Instant::toString)
                .put("expires_at", record.expiresAt().orElse(null), Instant::toString)
                .put("user", record.user().orElse(null))
                .put("scopes", scopes(record.scopes()))
                .put("metadata", record.metadata().isEmpty() ? null : record.metadata())
                .put("environment", record.environment().orElse(null))
                .put("secrets", secrets(key))
                .put("permits", PermitsDocument.write(record.permits()))
                .put("version", key.version())
                .put("updated_at", key.updatedAt().toString())
                .put("last_rotation", key.lastRotation().orElse(null))
                .text();
    }

    private static @Nullable List<String> scopes(Scopes scopes) {
        return scopes.isUnrestricted() ? null : List.copyOf(scopes.names());
    }

    private static List<Object> secrets(ManagedKey key) {
        List<Object> written = new ArrayList<>();
        for (int i = 0; i < key.notes().size(); i++) {
            KeySecret secret = key.record().secrets().get(i);
            SecretNote note = key.notes().get(i);
            written.add(new Document()
                    .put("sha256", secret.digest().orElse(null), KeyHash::toHex)
                    .put("argon2id", secret.argon2id().orElse(null), Argon2idHash::phc)
                    .put("scheme", secret.scheme().orElse(null))
                    .put("expires_at", secret.expiresAt().orElse(null), Instant::toString)
                    .put("beginning", note.beginning())
                    .put("created_at", note.createdAt().toString())
                    .members());
        }
        return written;
    }

    /**
     * The key of a document.
     *
     * @param lastUsed when each of its secrets was used last, in their order
     */
    static ManagedKey read(String text, List<@Nullable Instant> lastUsed) {
        return Document.read(text, json -> read(json, lastUsed));
    }

    private record Stored(KeySecret secret, SecretNote note) {}

    private static ManagedKey read(Document json, List<@Nullable Instant> lastUsed) {
        List<Stored> stored = json.parts("secrets", KeyDocument::stored);
        if (stored.isEmpty() || stored.size() != lastUsed.size()) {
            throw new IllegalArgumentException("secrets: others than in the table beside it");
        }
        List<SecretNote> notes = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            SecretNote note = stored.get(i).note();
            notes.add(new SecretNote(note.beginning(), note.createdAt(), lastUsed.get(i)));
        }
        KeyRecord record = record(json, stored.stream().map(Stored::secret).toList());
        return new ManagedKey(
                record, notes, json.whole("version"), json.instant("updated_at"), json.findText("last_rotation"));
    }

    private static Stored stored(Document json) {
        return new Stored(secret(json), new SecretNote(json.text("beginning"), json.instant("created_at"), null));
    }

    private static KeySecret secret(Document json) {
        String digest = json.findText("sha256");
        String scheme = json.findText("scheme");
        Instant expiresAt = json.findInstant("expires_at");
        KeySecret lasting = digest == null
                ? KeySecret.argon2id(Argon2idHash.parse(json.text("argon2id")))
                : digest(KeyHash.parse(digest), scheme);
        return expiresAt == null ? lasting : lasting.expiringAt(expiresAt);
    }

    private static KeySecret digest(KeyHash hash, @Nullable String scheme) {
        return scheme == null ? KeySecret.digest(hash) : KeySecret.digest(hash, scheme);
    }

    private static KeyRecord record(Document json, List<KeySecret> secrets) {
        KeyRecord.Builder record = KeyRecord.builder(secrets.get(0))
                .secrets(secrets)
                .id(new KeyId(json.text("id")))
                .label(json.text("label"))
                .status(KeyStatus.valueOf(json.text("status")))
                .permits(Document.part(json.get("permits", Map.class), PermitsDocument::read));
        set(json.findText("name"), record::name);
        set(json.findInstant("created_at"), record::createdAt);
        set(json.findInstant("not_before"), record::notBefore);
        set(json.findInstant("expires_at"), record::expiresAt);
        set(json.findText("user"), record::user);
        set(json.find("scopes", List.class), names -> record.scopes(Scopes.of(texts(names))));
        record.metadata(json.object("metadata"));
        set(json.findText("environment"), record::environment);
        return record.build();
    }

    static List<String> texts(List<?> values) {
        return values.stream().map(String.class::cast).toList();
    }

    static <T> void set(@Nullable T value, Consumer<? super T> member) {
        if (value != null) {
            member.accept(value);
        }
    }
}
