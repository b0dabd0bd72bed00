package dev.latchkey.manage;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.MintedKey;
import dev.latchkey.manage.ManagementEvent.Action;
import dev.latchkey.manage.ManagementException.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;

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
    private final Mint mint;
    private final LifeRules rules;

    KeyLifecycle(KeyLifecycleBuilder builder) {
        this.journal = new Journal(builder.directory, builder.time, builder.listeners);
        this.mint = new Mint(builder.format, builder.scheme);
        this.rules = new LifeRules(builder.longestLife, builder.expiriesLieAhead);
    }

    /** A lifecycle of the keys in this directory's repository. */
    public static KeyLifecycleBuilder builder(KeyDirectory directory) {
        return new KeyLifecycleBuilder(directory);
    }

    /**
     * Makes a key.
     *
     * @param actor who asks for it, for the record
     * @param terms says what the key is to be, on a builder that has an id; its secret and its date of birth are set for it
     */
    public Issued issue(String actor, UnaryOperator<KeyRecord.Builder> terms) {
        Instant now = journal.now();
        MintedKey minted = mint.mint();
        KeySecret secret = mint.secretOf(minted);
        KeyRecord.Builder fresh =
                KeyRecord.builder(secret).id(new KeyId(UUID.randomUUID().toString()));
        KeyRecord record = built(terms.apply(fresh).secrets(List.of(secret)).createdAt(now));
        rules.checkNew(record, now);
        ManagedKey key = new ManagedKey(record, List.of(mint.noteOf(minted, now)), 1, now, null);
        ManagementEvent event = event(actor, Action.CREATED, key, KeyDiff.ofNew(key));
        while (!journal.commit(KeyOwner.with(journal.repository(), key, event))) {
            if (journal.repository().key(key.id()).isPresent()) {
                throw new ManagementException(Problem.EXISTS, "API key with id '" + key.id() + "' already exists");
            }
            // Its user was made, deleted or made anew at the same time.
        }
        return new Issued(key, minted);
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
        return list(KeyFilter.all().createdBefore(journal.now().minus(age)), skip, limit);
    }

    /** Keys that are older than this and were not used in that time: those to revoke. */
    public List<ManagedKey> unusedFor(Duration age, int skip, int limit) {
        return list(KeyFilter.all().unusedSince(journal.now().minus(age)), skip, limit);
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
            Instant now = journal.now();
            ManagedKey after = before.changedTo(edited(before.record(), edit), now);
            rules.checkEdit(before.record(), after.record(), now);
            List<FieldChange> changes = KeyDiff.between(before, after);
            if (changes.isEmpty()) {
                return before;
            }
            ManagementEvent event = event(actor, Action.UPDATED, after, changes);
            if (journal.commit(changeOf(before, after, event))) {
                return after;
            }
        }
    }

    private ChangeSet changeOf(ManagedKey before, ManagedKey after, ManagementEvent event) {
        boolean mayNeedUser = LifeRules.isSwitchedOn(before.record(), after.record())
                || !before.record().user().equals(after.record().user());
        return mayNeedUser ? KeyOwner.with(journal.repository(), after, event) : ChangeSet.of(after, event);
    }

    private static KeyRecord edited(KeyRecord before, UnaryOperator<KeyRecord.Builder> edit) {
        KeyRecord.Builder builder =
                edit.apply(before.toBuilder()).id(before.id()).secrets(before.secrets());
        before.createdAt().ifPresent(builder::createdAt);
        return built(builder);
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
        ManagedKey first = present(id);
        for (ManagedKey before = first; ; before = present(id)) {
            if (rotation.isRepeatedOn(before)) {
                return new Rotated(before, Optional.empty());
            }
            checkVersion(before, rotation.ifVersion());
            if (!Renewal.isSame(before, first)) {
                throw new ManagementException(Problem.CHANGED_MEANWHILE, "The key was rotated at the same time");
            }
            Instant now = journal.now();
            MintedKey minted = mint.mint();
            ManagedKey after = Renewal.of(before, mint.secretOf(minted), mint.noteOf(minted, now), rotation, now);
            if (journal.commit(
                    ChangeSet.of(after, event(actor, Action.ROTATED, after, KeyDiff.between(before, after))))) {
                return new Rotated(after, Optional.of(minted));
            }
        }
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
            ManagedKey after = before.changedTo(
                    before.record().toBuilder().status(KeyStatus.DELETED).build(), journal.now());
            if (journal.commit(ChangeSet.of(after, event(actor, action, after, KeyDiff.between(before, after))))) {
                return;
            }
        }
    }

    private ManagedKey present(KeyId id, OptionalLong ifVersion) {
        ManagedKey key = present(id);
        checkVersion(key, ifVersion);
        return key;
    }

    private ManagedKey present(KeyId id) {
        return get(id).orElseThrow(
                        () -> new ManagementException(Problem.UNKNOWN_KEY, "API key with id '" + id + "' not found"));
    }

    private static void checkVersion(ManagedKey key, OptionalLong ifVersion) {
        if (ifVersion.isPresent() && ifVersion.getAsLong() != key.version()) {
            throw new ManagementException(Problem.CHANGED_MEANWHILE, "The key was changed meanwhile; read it again");
        }
    }

    private static KeyRecord built(KeyRecord.Builder builder) {
        try {
            return Storable.record(builder.build());
        } catch (IllegalArgumentException e) {
            throw new ManagementException(Problem.INVALID, String.valueOf(e.getMessage()));
        }
    }

    private static ManagementEvent event(String actor, Action action, ManagedKey key, List<FieldChange> changes) {
        return new ManagementEvent(
                key.updatedAt(),
                actor,
                action,
                ManagementEvent.Subject.KEY,
                key.id().value(),
                changes);
    }
}
