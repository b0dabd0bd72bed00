package dev.latchkey.key;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable table from digests to keys: open addressing over the full 256 bits, no locks, no I/O. The digest is the
 * only lookup key, and a match is confirmed over all 256 bits in constant time. Thread-safe.
 *
 * <p>A table that differs from another one in a few keys {@linkplain #replacing shares} what they have in common: what
 * changed lies in a small index of its own, which is asked first, until it is {@linkplain #folded() folded} in.
 */
public final class KeyTable {
    private static final KeyTable EMPTY = of(List.of());

    /** How many changes may lie on top before folding is worth while: each further change copies them all. */
    private static final int MANY_CHANGES = 4096;

    private static final int NOWHERE = -1;

    /** Set in a place that is a slot of the changes; no slot is as large. */
    private static final int CHANGED = 1 << 30;

    private final DigestIndex base;
    private final @Nullable DigestIndex changes;
    private final int size;
    private final List<KeyRow> argon2id;
    private final List<KeyRow> triedArgon2id;
    private final SchemesInUse schemes;
    private final @Nullable Consumer<KeyRow> onUse;

    private KeyTable(
            DigestIndex base,
            @Nullable DigestIndex changes,
            int size,
            List<KeyRow> argon2id,
            SchemesInUse schemes,
            @Nullable Consumer<KeyRow> onUse) {
        this.base = base;
        this.changes = changes;
        this.size = size;
        this.argon2id = argon2id;
        this.triedArgon2id = argon2id.stream().filter(KeyRow::isOfLiveKey).toList();
        this.schemes = schemes;
        this.onUse = onUse;
    }

    /**
     * A table of these keys.
     *
     * @throws IllegalArgumentException if two of them share an id or a digest, a digest is all zeros, or there are more
     *     than 2<sup>27</sup> digests
     */
    public static KeyTable of(Collection<KeyRecord> records) {
        return ofRows(rowsOf(records, null), records.size(), null);
    }

    /**
     * A table of these keys that tells when one of their secrets is used: once for each, and once more after its row was
     * told to {@linkplain KeyRow#forgetUse forget} that.
     *
     * @param onUse called by the thread that verifies, so it does next to nothing; thread-safe
     * @throws IllegalArgumentException as {@link #of(Collection)} does
     */
    public static KeyTable of(Collection<KeyRecord> records, Consumer<KeyRow> onUse) {
        return ofRows(rowsOf(records, Objects.requireNonNull(onUse)), records.size(), onUse);
    }

    /** A table without keys. */
    public static KeyTable empty() {
        return EMPTY;
    }

    /** A table of a ring's keys. */
    static KeyTable ofRing(DigestIndex entries, List<KeyRecord> argon2id) {
        SchemesInUse schemes = entries.count() == 0 ? SchemesInUse.of(Stream.empty()) : SchemesInUse.OF_RINGS;
        return new KeyTable(entries, null, entries.count() + argon2id.size(), rowsOf(argon2id, null), schemes, null);
    }

    private static KeyTable ofRows(List<KeyRow> rows, int size, @Nullable Consumer<KeyRow> onUse) {
        DigestIndex index =
                new DigestIndex((int) rows.stream().filter(KeyRow::hasDigest).count());
        rows.stream().filter(KeyRow::hasDigest).forEach(row -> add(index, row));
        List<KeyRow> argon2id = rows.stream().filter(row -> !row.hasDigest()).toList();
        return new KeyTable(index, null, size, argon2id, SchemesInUse.of(rows.stream()), onUse);
    }

    private static void add(DigestIndex index, KeyRow row) {
        int slot = index.add(row.digest(), row);
        if (slot < 0) {
            throw sameDigest(Objects.requireNonNull(index.recordAt(~slot)), row);
        }
    }

    private static IllegalArgumentException sameDigest(KeyRecord known, KeyRow row) {
        return new IllegalArgumentException("two secrets have the same digest: keys " + known.id() + " and "
                + row.record().id());
    }

    /**
     * This table without the first keys and with the second ones. Costs time and memory for what changed and not for the
     * table, and whatever hangs off the rows of all other keys stays there.
     *
     * @param gone keys of this table, among them each that has the id of one in {@code come}
     * @param come keys that are not in the table, or in another version
     * @throws IllegalArgumentException if {@code come} has an id twice, or some digest would be there twice or is all zeros
     */
    public KeyTable replacing(Collection<KeyRecord> gone, Collection<KeyRecord> come) {
        List<KeyRow> rows = rowsOf(come, onUse);
        Set<KeyId> left = new HashSet<>();
        gone.forEach(record -> left.add(record.id()));
        DigestIndex latest = new DigestIndex(changeCount() + digestsOf(gone) + digestsOf(come));
        for (KeyRow row : rows) {
            if (row.hasDigest()) {
                refuseTaken(row, left);
                add(latest, row);
            }
        }
        gone.stream()
                .flatMap(record -> record.secrets().stream())
                .flatMap(secret -> secret.digest().stream())
                .forEach(latest::addAlone);
        slotsOf(changes).forEach(slot -> latest.copy(Objects.requireNonNull(changes), slot));
        KeyTable next = new KeyTable(
                base,
                latest,
                size - gone.size() + come.size(),
                argon2idAfter(left, rows),
                schemes.and(SchemesInUse.of(rows.stream())),
                onUse);
        return latest.count() > base.count() / 4 ? next.folded() : next;
    }

    private void refuseTaken(KeyRow row, Set<KeyId> left) {
        KeyRow known = find(row.digest()).orElse(null);
        if (known != null && !left.contains(known.record().id())) {
            throw sameDigest(known.record(), row);
        }
    }

    private List<KeyRow> argon2idAfter(Set<KeyId> left, List<KeyRow> come) {
        return Stream.concat(
                        argon2id.stream()
                                .filter(row -> !left.contains(row.record().id())),
                        come.stream().filter(row -> !row.hasDigest()))
                .toList();
    }

    private static int digestsOf(Collection<KeyRecord> records) {
        return records.stream().mapToInt(record -> record.secrets().size()).sum();
    }

    private int changeCount() {
        return changes == null ? 0 : changes.count();
    }

    private static IntStream slotsOf(@Nullable DigestIndex index) {
        return index == null ? IntStream.empty() : index.slots();
    }

    /** Whether many changes lie on top, so that {@linkplain #folded() folding} them in is worth its time. */
    public boolean isWorthFolding() {
        return changeCount() > MANY_CHANGES;
    }

    /**
     * The same keys in one index, in time that grows with the table. The rows are the same, too, but those of a ring's entries,
     * which are made anew with what is attached to them.
     */
    public KeyTable folded() {
        DigestIndex whole = new DigestIndex(base.count() + changeCount(), base.labels());
        DigestIndex latest = changes == null ? new DigestIndex(0) : changes;
        latest.slots().filter(slot -> !latest.isGone(slot)).forEach(slot -> whole.copy(latest, slot));
        base.slots().filter(slot -> !base.isIn(slot, latest)).forEach(slot -> whole.copy(base, slot));
        SchemesInUse inUse = SchemesInUse.of(whole.storedRows());
        return new KeyTable(
                whole, null, size, argon2id, whole.hasEntries() ? inUse.and(SchemesInUse.OF_RINGS) : inUse, onUse);
    }

    /**
     * This table on top of the {@linkplain #folded() folded} form of an earlier one that it came from by
     * {@linkplain #replacing replacing} keys; unchanged where it did not come from that one.
     */
    public KeyTable onTopOf(KeyTable folded, KeyTable earlier) {
        if (base != earlier.base || changes == null) {
            return this;
        }
        DigestIndex since = new DigestIndex(changes.count());
        changes.slots()
                .filter(slot -> earlier.changes == null || !changes.isAlike(slot, earlier.changes))
                .forEach(slot -> since.copy(changes, slot));
        return new KeyTable(
                folded.base, since.count() == 0 ? null : since, size, argon2id, folded.schemes.and(schemes), onUse);
    }

    /** The row of this digest, whatever the state of its key. */
    public Optional<KeyRow> find(KeyHash hash) {
        int place = placeOf(hash.a, hash.b, hash.c, hash.d);
        return place < 0 ? Optional.empty() : Optional.of(rowAt(place));
    }

    /** Where this digest lies; negative where it is not in the table. */
    int placeOf(long a, long b, long c, long d) {
        if (changes != null) {
            int slot = changes.slotOf(a, b, c, d);
            if (slot >= 0) {
                return changes.isGone(slot) ? NOWHERE : slot | CHANGED;
            }
        }
        int slot = base.slotOf(a, b, c, d);
        return slot < 0 || base.isGone(slot) ? NOWHERE : slot;
    }

    /** Whether the digest at this place was made by this scheme; {@code unnamed} is the answer where it names none. */
    boolean isMadeBy(int place, HashScheme scheme, boolean unnamed) {
        return indexOf(place).isMadeBy(place & ~CHANGED, scheme, unnamed);
    }

    /** Whether the key at this place is active and has no dates. */
    boolean isAlwaysGood(int place) {
        return indexOf(place).isAlwaysGood(place & ~CHANGED);
    }

    /** Whether somebody is told of the use of secrets. */
    boolean tellsUse() {
        return onUse != null;
    }

    /** The row at this place. */
    KeyRow rowAt(int place) {
        return indexOf(place).rowAt(place & ~CHANGED);
    }

    private DigestIndex indexOf(int place) {
        return changes != null && (place & CHANGED) != 0 ? changes : base;
    }

    /** The rows whose secrets are Argon2id hashes, which cannot be looked up but only tried; none of deleted keys. */
    public List<KeyRow> argon2idRows() {
        return triedArgon2id;
    }

    /** Every key; one with several digests as often as it has them. In no order. */
    public Stream<KeyRecord> records() {
        Stream<KeyRecord> changed = slotsOf(changes).mapToObj(Objects.requireNonNullElse(changes, base)::recordAt);
        Stream<KeyRecord> unchanged = base.slots()
                .filter(slot -> changes == null || !base.isIn(slot, changes))
                .mapToObj(base::recordAt);
        return Stream.concat(
                Stream.concat(changed, unchanged).filter(Objects::nonNull),
                argon2id.stream().map(KeyRow::record));
    }

    /** The names of the schemes that stored digests were made by; those of deleted keys need not be among them. */
    public Set<String> schemes() {
        return schemes.named();
    }

    /** Whether there are digests that name no scheme. */
    public boolean hasUnnamedSchemes() {
        return schemes.unnamed();
    }

    /** How many keys there are; a key with two secrets counts once. */
    public int size() {
        return size;
    }

    @Override
    public String toString() {
        return "KeyTable[" + size + " keys]";
    }

    private static List<KeyRow> rowsOf(Collection<KeyRecord> records, @Nullable Consumer<KeyRow> onUse) {
        List<KeyRow> rows = new ArrayList<>(records.size());
        Set<KeyId> ids = new HashSet<>(records.size() * 2);
        for (KeyRecord record : records) {
            if (!ids.add(record.id())) {
                throw new IllegalArgumentException("two keys have the id " + record.id());
            }
            for (KeySecret secret : record.secrets()) {
                rows.add(new StoredRow(record, secret, onUse));
            }
        }
        return rows;
    }
}
