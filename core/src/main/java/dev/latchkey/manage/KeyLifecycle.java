package dev.latchkey.manage;

import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.MintedKey;
import dev.latchkey.manage.ManagementEvent.Action;
import dev.latchkey.manage.ManagementException.Problem;
import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The life of keys, from the first secret to the last: issue, change, rotate, switch off and on, revoke, delete. What was
 * done holds in this process when a method returns, and is kept by the repository. Thread-safe; methods may block.
 *
 * <pre>{@code
 * Issued issued = lifecycle.issue("ops", key -> key.name("billing").expiresAt(inAYear));
 * String forTheOwner = issued.minted().revealOnce();      // the only time that anybody sees it
 * }</pre>
 *
 * <p>Every method that changes something throws {@link ManagementException} where that cannot be, and
 * {@link RepositoryException} where the repository cannot be reached.
 */
public final class KeyLifecycle {
    private final Journal journal;
    private final KeyFormat format;
    private final HashScheme scheme;
    private final boolean namesScheme;
    private final TimeSource time;
    private final @Nullable Duration longestLife;

    private KeyLifecycle(Builder builder) {
        this.journal = new Journal(builder.directory, builder.listeners);
        this.format = builder.format;
        this.scheme = builder.scheme;
        this.namesScheme = !scheme.equals(HashScheme.sha256());
        this.time = builder.time;
        this.longestLife = builder.longestLife;
    }

    /** A lifecycle of the keys in this directory's repository. */
    public static Builder builder(KeyDirectory directory) {
        return new Builder(directory);
    }

    /**
     * Makes a key.
     *
     * @param actor who asks for it, for the record
     * @param terms says what the key is to be; its id, secret and date of birth are set before
     */
    public Issued issue(String actor, UnaryOperator<KeyRecord.Builder> terms) {
        Instant now = now();
        MintedKey minted = format.mint();
        KeyRecord.Builder fresh = KeyRecord.builder(secretOf(minted))
                .id(new KeyId(UUID.randomUUID().toString()))
                .createdAt(now);
        KeyRecord record = built(terms.apply(fresh));
        checkLife(record, now);
        ManagedKey key = new ManagedKey(record, List.of(noteOf(minted, now)), 1, now, null);
        List<FieldChange> changes = KeyDiff.between(blank(record), record);
        ManagementEvent event = event(actor, Action.CREATED, key, changes, now);
        // What can be in the way is only that its user was made or changed meanwhile.
        while (!journal.commit(withUser(key, actor, event, now))) {
            Thread.onSpinWait();
        }
        return new Issued(key, minted);
    }

    private static KeyRecord blank(KeyRecord record) {
        return KeyRecord.builder(record.secrets().get(0)).id(record.id()).build();
    }

    /** A user whom nobody knows yet is made along with the key. */
    private ChangeSet withUser(ManagedKey key, String actor, ManagementEvent event, Instant now) {
        Optional<String> name = key.record().user();
        Optional<ManagedUser> known = name.flatMap(journal.repository()::user);
        if (known.map(ManagedUser::isDeleted).orElse(false)) {
            throw new ManagementException(
                    Problem.DELETED_USER,
                    "User '" + name.orElse("") + "' has been deleted. Recreate via POST /v1/users first.");
        }
        if (name.isEmpty() || known.isPresent()) {
            return ChangeSet.of(key, event);
        }
        ManagedUser user = ManagedUser.fresh(name.get(), now);
        ManagementEvent made =
                new ManagementEvent(now, actor, Action.CREATED, ManagementEvent.Subject.USER, user.id(), List.of());
        return new ChangeSet(List.of(key), List.of(user), List.of(), List.of(made, event));
    }

    /** The key of this id; empty if there is none or it is deleted. */
    public Optional<ManagedKey> get(KeyId id) {
        return journal.repository().key(id).filter(key -> key.record().status() != KeyStatus.DELETED);
    }

    /** Keys in the order in which they were made. */
    public List<ManagedKey> list(KeyFilter filter, int skip, int limit) {
        return journal.repository().keys(filter, skip, limit);
    }

    /** Keys whose secrets are all older than this: those to rotate. */
    public List<ManagedKey> olderThan(Duration age, int skip, int limit) {
        return list(KeyFilter.all().createdBefore(now().minus(age)), skip, limit);
    }

    /** Keys that are older than this and were not used in that time: those to revoke. */
    public List<ManagedKey> unusedFor(Duration age, int skip, int limit) {
        return list(KeyFilter.all().unusedSince(now().minus(age)), skip, limit);
    }

    /** What was done to a key, newest first, also after it was deleted. */
    public List<ManagementEvent> events(KeyId id, int skip, int limit) {
        return journal.repository().events(ManagementEvent.Subject.KEY, id.value(), skip, limit);
    }

    /** As {@link #update(String, KeyId, OptionalLong, UnaryOperator)}, whichever version there is. */
    public ManagedKey update(String actor, KeyId id, UnaryOperator<KeyRecord.Builder> edit) {
        return update(actor, id, OptionalLong.empty(), edit);
    }

    /**
     * Changes what a key is and may do; not its id, its secrets or its date of birth.
     *
     * @param ifVersion the version that it must still have; without one, an edit is made again where somebody else was
     *     quicker
     */
    public ManagedKey update(String actor, KeyId id, OptionalLong ifVersion, UnaryOperator<KeyRecord.Builder> edit) {
        while (true) {
            ManagedKey before = present(id, ifVersion);
            KeyRecord record = built(edit.apply(before.record().toBuilder())
                    .id(before.id())
                    .secrets(before.record().secrets()));
            Instant now = now();
            checkEdit(before.record(), record, now);
            List<FieldChange> changes = KeyDiff.between(before.record(), record);
            if (changes.isEmpty()) {
                return before;
            }
            ManagedKey after = before.changedTo(record, now);
            if (journal.commit(ChangeSet.of(after, event(actor, Action.UPDATED, after, changes, now)))) {
                return after;
            }
        }
    }

    private void checkEdit(KeyRecord before, KeyRecord after, Instant now) {
        boolean switchedOn = before.status() != KeyStatus.ACTIVE && after.status() == KeyStatus.ACTIVE;
        if (switchedOn
                && after.expiresAt().isPresent()
                && !after.expiresAt().get().isAfter(now)) {
            throw new ManagementException(
                    Problem.EXPIRED, "The key has expired; set a new expiration date to reactivate it");
        }
        if (!before.expiresAt().equals(after.expiresAt())) {
            checkLife(after, now);
        }
    }

    private void checkLife(KeyRecord record, Instant now) {
        if (longestLife == null) {
            return;
        }
        boolean within =
                record.expiresAt().isPresent() && !record.expiresAt().get().isAfter(now.plus(longestLife));
        if (!within) {
            throw new ManagementException(
                    Problem.LIVES_TOO_LONG,
                    "expires_at: expected a date at most " + longestLife.toDays() + " days from now");
        }
    }

    /** Takes a key out of service until it is switched on again. */
    public ManagedKey deactivate(String actor, KeyId id) {
        return update(actor, id, key -> key.status(KeyStatus.INACTIVE));
    }

    /** Puts a key back into service. */
    public ManagedKey reactivate(String actor, KeyId id) {
        return update(actor, id, key -> key.status(KeyStatus.ACTIVE));
    }

    /**
     * Replaces a key's secret; its id and everything attached to it stay. Of two at once, one is carried out and the other
     * one is {@link Problem#CHANGED_MEANWHILE}. During an overlap, an older secret keeps the instant at which it ends, or
     * ends sooner.
     */
    public Rotated rotate(String actor, KeyId id, Rotation rotation) {
        ManagedKey first = present(id, rotation.ifVersion());
        for (ManagedKey before = first; ; before = present(id, rotation.ifVersion())) {
            if (rotation.requestId().isPresent() && rotation.requestId().equals(before.lastRotation())) {
                return new Rotated(before, Optional.empty());
            }
            if (!sameSecrets(before, first)) {
                throw new ManagementException(Problem.CHANGED_MEANWHILE, "The key was rotated at the same time");
            }
            Instant now = now();
            MintedKey minted = format.mint();
            ManagedKey after = replaced(before, minted, rotation, now);
            List<FieldChange> changes = KeyDiff.between(before.record(), after.record());
            if (journal.commit(ChangeSet.of(after, event(actor, Action.ROTATED, after, changes, now)))) {
                return new Rotated(after, Optional.of(minted));
            }
        }
    }

    private static boolean sameSecrets(ManagedKey one, ManagedKey other) {
        return one.record().secrets().stream()
                .map(SecretIdentity::of)
                .toList()
                .equals(other.record().secrets().stream()
                        .map(SecretIdentity::of)
                        .toList());
    }

    private ManagedKey replaced(ManagedKey before, MintedKey minted, Rotation rotation, Instant now) {
        List<KeySecret> secrets = new ArrayList<>(List.of(secretOf(minted)));
        List<SecretNote> notes = new ArrayList<>(List.of(noteOf(minted, now)));
        Instant end = now.plus(rotation.overlap());
        for (int i = 0; i < before.notes().size() && end.isAfter(now); i++) {
            KeySecret old = before.record().secrets().get(i);
            Instant sooner =
                    old.expiresAt().filter(instant -> instant.isBefore(end)).orElse(end);
            if (sooner.isAfter(now)) {
                secrets.add(old.expiringAt(sooner));
                notes.add(before.notes().get(i));
            }
        }
        KeyRecord record = built(before.record().toBuilder().secrets(secrets));
        return new ManagedKey(
                record, notes, before.version() + 1, now, rotation.requestId().orElse(null));
    }

    /** Takes a key out of service at once and for good. */
    public void revoke(String actor, KeyId id) {
        end(actor, id, OptionalLong.empty(), Action.REVOKED);
    }

    /** Deletes a key: it is out of service for good, and kept for the record only. */
    public void delete(String actor, KeyId id, OptionalLong ifVersion) {
        end(actor, id, ifVersion, Action.DELETED);
    }

    private void end(String actor, KeyId id, OptionalLong ifVersion, Action action) {
        while (true) {
            ManagedKey before = present(id, ifVersion);
            Instant now = now();
            ManagedKey after =
                    before.changedTo(built(before.record().toBuilder().status(KeyStatus.DELETED)), now);
            List<FieldChange> changes = KeyDiff.between(before.record(), after.record());
            if (journal.commit(ChangeSet.of(after, event(actor, action, after, changes, now)))) {
                return;
            }
        }
    }

    private ManagedKey present(KeyId id, OptionalLong ifVersion) {
        ManagedKey key = get(id).orElseThrow(
                        () -> new ManagementException(Problem.UNKNOWN_KEY, "API key with id '" + id + "' not found"));
        if (ifVersion.isPresent() && ifVersion.getAsLong() != key.version()) {
            throw new ManagementException(Problem.CHANGED_MEANWHILE, "The key was changed meanwhile; read it again");
        }
        return key;
    }

    private static KeyRecord built(KeyRecord.Builder builder) {
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new ManagementException(Problem.INVALID, String.valueOf(e.getMessage()));
        }
    }

    private KeySecret secretOf(MintedKey minted) {
        return namesScheme
                ? KeySecret.digest(minted.hash(scheme), scheme.name())
                : KeySecret.digest(minted.hash(scheme));
    }

    private SecretNote noteOf(MintedKey minted, Instant now) {
        return new SecretNote(minted.beginning(format), now, null);
    }

    private static ManagementEvent event(
            String actor, Action action, ManagedKey key, List<FieldChange> changes, Instant now) {
        return new ManagementEvent(
                now, actor, action, ManagementEvent.Subject.KEY, key.id().value(), changes);
    }

    private Instant now() {
        return Instant.ofEpochSecond(0, time.epochNanos());
    }

    /** Gathers a {@link KeyLifecycle}. Not thread-safe. */
    public static final class Builder {
        private final KeyDirectory directory;
        private final List<ManagementListener> listeners = new ArrayList<>();
        private KeyFormat format = KeyFormat.standard();
        private HashScheme scheme = HashScheme.sha256();
        private TimeSource time = TimeSource.system();
        private @Nullable Duration longestLife;

        private Builder(KeyDirectory directory) {
            this.directory = directory;
        }

        /** The format in which keys are minted; {@link KeyFormat#standard()} by default. */
        public Builder format(KeyFormat format) {
            this.format = format;
            return this;
        }

        /** How new keys are hashed; {@link HashScheme#sha256()} by default. */
        public Builder scheme(HashScheme scheme) {
            this.scheme = scheme;
            return this;
        }

        /** The clock; {@link TimeSource#system()} by default. */
        public Builder time(TimeSource time) {
            this.time = time;
            return this;
        }

        /** Somebody who is told of every change, beside the log {@code dev.latchkey.audit}. */
        public Builder listener(ManagementListener listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * Keys have an expiry, at most so far ahead. By default they need none.
         *
         * @throws IllegalArgumentException if that is less than a day
         */
        public Builder longestLife(Duration life) {
            if (life.compareTo(Duration.ofDays(1)) < 0) {
                throw new IllegalArgumentException("longest life: expected a day or more");
            }
            this.longestLife = life;
            return this;
        }

        /** The lifecycle. */
        public KeyLifecycle build() {
            return new KeyLifecycle(this);
        }
    }
}
