package dev.latchkey.manage;

import dev.latchkey.key.KeyId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where keys, users and budgets are kept, with what was done to them and with them. Never asked to verify a key: a
 * {@link KeyDirectory} follows its changes and keeps the table that does. Thread-safe.
 *
 * <p>Every change makes the next revision, in the order in which changes become visible: whoever has seen a revision has
 * seen all before it. Methods may block. They throw {@link RepositoryException} where the store cannot be reached; nothing
 * of a change was kept then, or it will be seen with the next {@link #changesAfter}.
 *
 * <p>What is kept comes back as it was given:
 *
 * <ul>
 *   <li>instants of the years 1678 to 2261, to the microsecond; a finer part may be cut off,
 *   <li>money to the nano-dollar, up to {@link Long#MAX_VALUE} of them,
 *   <li>text of up to 100,000 characters, any but NUL and unpaired surrogates; ids of keys, users and budgets up to 256,
 *   <li>metadata as JSON values: text, {@link Long}, finite {@link Double}, {@link Boolean}, null, lists, and maps by text.
 * </ul>
 *
 * <p>Asked for text that it could not keep, a repository finds nothing; who asks may be anybody.
 *
 * <p>Implementations pass {@code KeyRepositoryContract}, which is published as {@code latchkey-conformance}.
 */
public interface KeyRepository extends AutoCloseable {

    /** The key of this id, a deleted one included. */
    Optional<ManagedKey> key(KeyId id);

    /**
     * Keys in the order in which they were made, which stays as it is while others come and go.
     *
     * @param skip how many of those that match to leave out, 0 or more
     * @param limit how many to give at most, 1 or more
     */
    List<ManagedKey> keys(KeyFilter filter, int skip, int limit);

    /** The user of this id, a deleted one included. */
    Optional<ManagedUser> user(String id);

    /** Users who are not deleted, in the order in which they were first made. */
    List<ManagedUser> users(int skip, int limit);

    /** The budget of this id, a deleted one included. */
    Optional<Budget> budget(String id);

    /** Budgets that are not deleted, in the order in which they were made. */
    List<Budget> budgets(int skip, int limit);

    /**
     * Keeps all of these changes, or none. When a secret was used last is no part of a change: of what is kept and what is
     * given, the later instant stays.
     *
     * @return false, without any effect, if one of the entities has another version by now than the one it was changed
     *     from, a new one has an id that is taken, a secret is another key's (a deleted one's included), or an
     *     {@linkplain dev.latchkey.key.KeyStatus#ACTIVE active} key would belong to a deleted user
     */
    boolean commit(ChangeSet changes);

    /**
     * What was changed after this revision, each as it is now; everything there is after revision 0. A change is seen as a
     * whole: never a part of what was committed together.
     */
    Changes changesAfter(long revision);

    /**
     * Returns when there may be something after this revision, or after this time at the latest; may return earlier.
     *
     * @throws InterruptedException if the thread is interrupted meanwhile, which does the store no harm
     */
    void awaitChange(long revision, Duration atMost) throws InterruptedException;

    /**
     * Notes when secrets were used: no change, no new version and no new revision. An instant before the one that is kept,
     * and secrets that are gone, are passed over.
     */
    void used(List<KeyUse> uses);

    /** What was done to a key, a user or a budget; what was committed last, or stands last in its change, first. */
    List<ManagementEvent> events(ManagementEvent.Subject subject, String id, int skip, int limit);

    /** Notes a call. */
    void record(UsageRecord call);

    /** Calls with this key; what was noted last, first. */
    List<UsageRecord> callsWith(KeyId key, int skip, int limit);

    /** Calls on behalf of this user; what was noted last, first. */
    List<UsageRecord> callsFor(String user, int skip, int limit);

    /** Frees what it holds; what was acknowledged stays kept. */
    @Override
    void close();

    /**
     * How long verifying may go on by what was read of it while it is out of reach, unless the host says otherwise: 5 minutes,
     * since keys may be revoked meanwhile. Empty for one that cannot be out of reach.
     */
    default Optional<Duration> goodFor() {
        return Optional.of(Duration.ofMinutes(5));
    }
}
