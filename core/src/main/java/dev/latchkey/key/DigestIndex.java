package dev.latchkey.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Digests and the rows that they lead to: open addressing over the full 256 bits, which lie side by side in one array, so
 * that a miss reads nothing else. One thread fills it; many may read it afterwards.
 *
 * <p>An entry of a ring is nothing but a digest and a label, and its row is made when it is found for the first time.
 */
final class DigestIndex {
    /** As many as one array has room for. */
    static final int MOST = 1 << 27;

    private static final int WORDS = 4;
    private static final VarHandle ROWS = MethodHandles.arrayElementVarHandle(KeyRow[].class);

    /** What a mark says; a digest without any is gone. */
    private static final int THERE = 1;

    private static final int ALWAYS_GOOD = 2;
    private static final int UNNAMED = 4;
    private static final int PLAIN = 8;
    private static final int ENTRY = 16;
    private static final int OF_ENTRIES = THERE | ALWAYS_GOOD | UNNAMED | ENTRY;
    private static final byte[] ALL_ENTRIES = {};

    private final long[] digests;
    private final @Nullable KeyRow[] rows;
    private final int capacity;

    /**
     * What a verdict has to know of the row in each slot, so that a good key's is not touched; empty where all are entries of a
     * ring, of which there is nothing to know.
     */
    private final byte[] marks;

    /** Where the label of a ring's entry lies in the pool, for each slot; empty where nothing comes from a ring. */
    private final int[] labels;

    private final LabelPool pool;
    private int count;

    /** Room for this many digests that each come with a row, or are marked as gone. */
    DigestIndex(int most) {
        this(most, LabelPool.NONE);
    }

    /** Room for this many digests, some of which may be copied from an index with this pool. */
    DigestIndex(int most, LabelPool pool) {
        if (most > MOST) {
            throw new IllegalArgumentException("a table holds at most 2^27 digests, found " + most);
        }
        this.capacity = capacityFor(most);
        this.digests = new long[capacity * WORDS];
        this.rows = new KeyRow[capacity];
        this.marks = new byte[capacity];
        this.labels = pool == LabelPool.NONE ? new int[0] : new int[capacity];
        this.pool = pool;
    }

    /**
     * The entries of a ring, which lie where they are looked for.
     *
     * @param digests four words for each slot
     * @param labels where the label of each lies in the pool
     */
    DigestIndex(long[] digests, int[] labels, LabelPool pool, int count) {
        this.capacity = labels.length;
        this.digests = digests;
        this.rows = new KeyRow[capacity];
        this.marks = ALL_ENTRIES;
        this.labels = labels;
        this.pool = pool;
        this.count = count;
    }

    /** How many slots it takes to have room for this many digests. */
    static int capacityFor(int most) {
        return Math.max(4, most + most * 2 / 3 + 1);
    }

    /** How many digests there are. */
    int count() {
        return count;
    }

    /** The slot of this digest; negative if it is not there. */
    int slotOf(long a, long b, long c, long d) {
        for (int slot = home(a); ; slot = slot + 1 == capacity ? 0 : slot + 1) {
            int at = slot * WORDS;
            long wordA = digests[at];
            long wordB = digests[at + 1];
            long wordC = digests[at + 2];
            long wordD = digests[at + 3];
            if (((a ^ wordA) | (b ^ wordB) | (c ^ wordC) | (d ^ wordD)) == 0) {
                return slot;
            }
            if ((wordA | wordB | wordC | wordD) == 0) {
                return ~slot;
            }
        }
    }

    /** The row in this slot, which holds a digest that is not gone. */
    KeyRow rowAt(int slot) {
        KeyRow row = (KeyRow) ROWS.getAcquire(rows, slot);
        return row != null ? row : firstUse(slot);
    }

    /** The record in this slot, which holds a digest; null where that is gone. A ring's entry stays as small as it is. */
    @Nullable KeyRecord recordAt(int slot) {
        if (isEntry(slot)) {
            return ringRecord(slot);
        }
        KeyRow row = rows[slot];
        return row == null ? null : row.record();
    }

    /** Whether the digest in this slot is only there to say that it is gone. */
    boolean isGone(int slot) {
        return marks.length == 0 ? isFree(slot) : marks[slot] == 0;
    }

    /** Whether the key in this slot is active and has no dates. */
    boolean isAlwaysGood(int slot) {
        return (mark(slot) & ALWAYS_GOOD) != 0;
    }

    /** Whether the digest in this slot was made by this scheme; {@code unnamed} is the answer where it names none. */
    boolean isMadeBy(int slot, HashScheme scheme, boolean unnamed) {
        int mark = mark(slot);
        if ((mark & UNNAMED) != 0) {
            return unnamed;
        }
        return (mark & PLAIN) != 0
                ? scheme == HashScheme.sha256()
                : rowAt(slot).secret().scheme().filter(scheme.name()::equals).isPresent();
    }

    /**
     * Adds a digest with its row.
     *
     * @return its slot, or the complement of the slot where it is already
     */
    int add(KeyHash digest, KeyRow row) {
        int slot = claim(digest);
        if (slot >= 0) {
            rows[slot] = row;
            marks[slot] = markOf(row);
        }
        return slot;
    }

    /** Adds a digest that leads to no row, such as one that is gone; unless it is there. */
    void addAlone(KeyHash digest) {
        claim(digest);
    }

    private static byte markOf(KeyRow row) {
        Optional<String> scheme = row.secret().scheme();
        int named = scheme.isEmpty()
                ? UNNAMED
                : scheme.get().equals(HashScheme.sha256().name()) ? PLAIN : 0;
        return (byte) (THERE | named | (row.isAlwaysGood() ? ALWAYS_GOOD : 0));
    }

    private int claim(KeyHash digest) {
        if (digest.isZero()) {
            throw new IllegalArgumentException("a digest of 64 zeros is a placeholder; store the SHA-256 of a key");
        }
        int slot = slotOf(digest.a, digest.b, digest.c, digest.d);
        if (slot >= 0) {
            return ~slot;
        }
        int free = ~slot;
        int at = free * WORDS;
        digests[at] = digest.a;
        digests[at + 1] = digest.b;
        digests[at + 2] = digest.c;
        digests[at + 3] = digest.d;
        count++;
        return free;
    }

    /** The slots that hold a digest. */
    IntStream slots() {
        return IntStream.range(0, capacity).filter(slot -> !isFree(slot));
    }

    /** Whether the digest in this slot leads to the same in another index. */
    boolean isAlike(int slot, DigestIndex other) {
        int at = slot * WORDS;
        int there = other.slotOf(digests[at], digests[at + 1], digests[at + 2], digests[at + 3]);
        return there >= 0 && other.rows[there] == rows[slot];
    }

    /** Whether another index has the digest in this slot, or a mark that it is gone. */
    boolean isIn(int slot, DigestIndex other) {
        int at = slot * WORDS;
        return other.slotOf(digests[at], digests[at + 1], digests[at + 2], digests[at + 3]) >= 0;
    }

    KeyHash digestAt(int slot) {
        int at = slot * WORDS;
        return new KeyHash(digests[at], digests[at + 1], digests[at + 2], digests[at + 3]);
    }

    /** Adds what stands in this slot of another index, which has the same pool or none. */
    void copy(DigestIndex from, int slot) {
        int own = claim(from.digestAt(slot));
        if (own < 0) {
            return;
        }
        marks[own] = (byte) from.mark(slot);
        if (from.isEntry(slot)) {
            labels[own] = from.labels[slot];
        }
        KeyRow row = from.rows[slot];
        rows[own] = row == null ? null : row.movedTo(this, own);
    }

    /** All rows but those of a ring's entries. */
    Stream<KeyRow> storedRows() {
        return slots().filter(slot -> !isEntry(slot))
                .mapToObj(slot -> rows[slot])
                .filter(Objects::nonNull);
    }

    /** The labels of a ring's entries. */
    LabelPool labels() {
        return pool;
    }

    /** Whether there may be entries of a ring. */
    boolean hasEntries() {
        return labels.length > 0;
    }

    private boolean isFree(int slot) {
        int at = slot * WORDS;
        return (digests[at] | digests[at + 1] | digests[at + 2] | digests[at + 3]) == 0;
    }

    /** The upper half of the first word, scaled to the capacity: digests are random, so it is as good as any hash. */
    private int home(long a) {
        return part(a, capacity);
    }

    /** In which of so many equal parts of all digests one lies that begins with this word; these are in their order. */
    static int part(long a, int parts) {
        return (int) (((a >>> 32) * parts) >>> 32);
    }

    private boolean isEntry(int slot) {
        return (mark(slot) & ENTRY) != 0;
    }

    private int mark(int slot) {
        return marks.length == 0 ? OF_ENTRIES : marks[slot];
    }

    private KeyRow firstUse(int slot) {
        KeyRow fresh = new RingRow(this, slot);
        KeyRow earlier = (KeyRow) ROWS.compareAndExchange(rows, slot, null, fresh);
        return Objects.requireNonNullElse(earlier, fresh);
    }

    /** A record of the ring's entry in this slot. */
    KeyRecord ringRecord(int slot) {
        return KeyRecord.builder(KeySecret.digest(digestAt(slot)))
                .label(pool.at(labels[slot]))
                .build();
    }
}
