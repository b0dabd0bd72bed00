package dev.latchkey.key;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable table from digests to keys: open addressing over the full 256 bits, no locks, no I/O. The digest is the
 * only lookup key, and a match is confirmed over all 256 bits in constant time. Thread-safe.
 */
public final class KeyTable {
    private static final int WORDS = 4;

    /** Twice as many slots of {@link #WORDS} words each are the most that one array holds. */
    private static final int MAX_DIGESTS = 1 << 27;

    private static final KeyTable EMPTY = of(List.of());

    private final long[] digests;
    private final @Nullable Row[] rows;
    private final int mask;
    private final int size;
    private final List<Row> argon2id;
    private final List<Row> triedArgon2id;
    private final Set<String> schemes;
    private final boolean unnamedSchemes;

    private KeyTable(Collection<KeyRecord> records, @Nullable Consumer<Row> onUse) {
        List<Row> all = rowsOf(records, onUse);
        List<Row> digestRows =
                all.stream().filter(row -> row.secret().digest().isPresent()).toList();
        int capacity = capacityFor(digestRows.size());
        this.digests = new long[capacity * WORDS];
        this.rows = new Row[capacity];
        this.mask = capacity - 1;
        this.size = records.size();
        this.argon2id =
                all.stream().filter(row -> row.secret().argon2id().isPresent()).toList();
        this.triedArgon2id = argon2id.stream().filter(Row::isOfLiveKey).toList();
        Set<String> named = new HashSet<>();
        boolean unnamed = false;
        for (Row row : digestRows) {
            insert(row);
            if (row.isOfLiveKey()) {
                row.secret().scheme().ifPresent(named::add);
            }
            unnamed |= row.secret().scheme().isEmpty();
        }
        this.schemes = Set.copyOf(named);
        this.unnamedSchemes = unnamed;
    }

    /**
     * A table of these keys.
     *
     * @throws IllegalArgumentException if two of them share an id or a digest, or more than 2<sup>27</sup> digests are
     *     given
     */
    public static KeyTable of(Collection<KeyRecord> records) {
        return new KeyTable(records, null);
    }

    /**
     * A table of these keys that tells when one of their secrets is used: once for each, and once more after its row was
     * told to {@linkplain Row#forgetUse forget} that.
     *
     * @param onUse called by the thread that verifies, so it does next to nothing; thread-safe
     * @throws IllegalArgumentException as {@link #of(Collection)} does
     */
    public static KeyTable of(Collection<KeyRecord> records, Consumer<Row> onUse) {
        return new KeyTable(records, Objects.requireNonNull(onUse));
    }

    /** A table without keys. */
    public static KeyTable empty() {
        return EMPTY;
    }

    /** The row of this digest, whatever the state of its key. */
    public Optional<Row> find(KeyHash hash) {
        return Optional.ofNullable(find(hash.a, hash.b, hash.c, hash.d));
    }

    /** As {@link #find(KeyHash)}, for a digest {@linkplain HashScheme#hash(ApiKey, long[]) in four words}; null where there is none. */
    public @Nullable Row find(long[] words) {
        return find(words[0], words[1], words[2], words[3]);
    }

    private @Nullable Row find(long a, long b, long c, long d) {
        for (int slot = (int) a & mask; ; slot = slot + 1 & mask) {
            Row row = rows[slot];
            if (row == null) {
                return null;
            }
            int at = slot * WORDS;
            if (((a ^ digests[at]) | (b ^ digests[at + 1]) | (c ^ digests[at + 2]) | (d ^ digests[at + 3])) == 0) {
                return row;
            }
        }
    }

    /** The rows whose secrets are Argon2id hashes, which cannot be looked up but only tried; none of deleted keys. */
    public List<Row> argon2idRows() {
        return triedArgon2id;
    }

    /** Every key; one with several digests as often as it has them. In no order. */
    public Stream<KeyRecord> records() {
        return Stream.concat(Arrays.stream(rows).filter(Objects::nonNull), argon2id.stream())
                .map(Row::record);
    }

    /** The names of the schemes that stored digests were made by, those of deleted keys aside. */
    public Set<String> schemes() {
        return schemes;
    }

    /** Whether there are digests that name no scheme. */
    public boolean hasUnnamedSchemes() {
        return unnamedSchemes;
    }

    /** How many keys there are; a key with two secrets counts once. */
    public int size() {
        return size;
    }

    @Override
    public String toString() {
        return "KeyTable[" + size + " keys]";
    }

    private static List<Row> rowsOf(Collection<KeyRecord> records, @Nullable Consumer<Row> onUse) {
        List<Row> rows = new ArrayList<>(records.size());
        Map<KeyId, KeyRecord> byId = new HashMap<>(records.size() * 2);
        for (KeyRecord record : records) {
            if (byId.put(record.id(), record) != null) {
                throw new IllegalArgumentException("two keys have the id " + record.id());
            }
            for (KeySecret secret : record.secrets()) {
                rows.add(new Row(record, secret, onUse));
            }
        }
        return rows;
    }

    private static int capacityFor(int count) {
        if (count > MAX_DIGESTS) {
            throw new IllegalArgumentException("a table holds at most 2^27 digests, found " + count);
        }
        return Math.max(2, Integer.highestOneBit(Math.max(1, count + count / 2)) << 1);
    }

    private void insert(Row row) {
        KeyHash hash = row.secret().digest().orElseThrow();
        int slot = (int) hash.a & mask;
        for (; rows[slot] != null; slot = slot + 1 & mask) {
            int at = slot * WORDS;
            if (hash.matches(digests[at], digests[at + 1], digests[at + 2], digests[at + 3])) {
                throw new IllegalArgumentException("two secrets have the same digest: keys "
                        + rows[slot].record().id() + " and " + row.record().id());
            }
        }
        int at = slot * WORDS;
        digests[at] = hash.a;
        digests[at + 1] = hash.b;
        digests[at + 2] = hash.c;
        digests[at + 3] = hash.d;
        rows[slot] = row;
    }

    /** One secret of one key, and what the front door remembers about it between requests. */
    public static final class Row {
        private final KeyRecord record;
        private final KeySecret secret;
        private final @Nullable String scheme;
        private final boolean alwaysGood;
        private final @Nullable Consumer<Row> onUse;
        private volatile @Nullable Object attachment;
        private boolean told;

        private Row(KeyRecord record, KeySecret secret, @Nullable Consumer<Row> onUse) {
            this.onUse = onUse;
            this.record = record;
            this.secret = secret;
            this.scheme = secret.scheme().orElse(null);
            this.alwaysGood = record.status() == KeyStatus.ACTIVE
                    && record.notBeforeNanos() == Long.MIN_VALUE
                    && record.expiresAtNanos() == Long.MAX_VALUE
                    && secret.expiresAtNanos() == Long.MAX_VALUE;
        }

        /** The key. */
        public KeyRecord record() {
            return record;
        }

        /** The secret that this row is found by. */
        public KeySecret secret() {
            return secret;
        }

        /** Whether the secret's digest was made by this scheme; {@code unnamed} is the answer where it names none. */
        public boolean isMadeBy(HashScheme made, boolean unnamed) {
            return scheme == null ? unnamed : scheme.equals(made.name());
        }

        private boolean isOfLiveKey() {
            return record.status() != KeyStatus.DELETED;
        }

        /** Whether the key is active and has no dates, so that no clock need be read. */
        public boolean isAlwaysGood() {
            return alwaysGood;
        }

        /** A request was let in by this secret. */
        public void use() {
            if (onUse != null && !told) {
                // A race tells twice, which harms nobody.
                told = true;
                onUse.accept(this);
            }
        }

        /** The next {@linkplain #use use} is told again. */
        public void forgetUse() {
            told = false;
        }

        /** What was {@linkplain #attach attached} last; null if nothing was. */
        public @Nullable Object attachment() {
            return attachment;
        }

        /** Keeps something derived from the key for as long as this table lives; the last one wins. */
        public void attach(Object derived) {
            this.attachment = Objects.requireNonNull(derived);
        }

        @Override
        public String toString() {
            return "Row[" + record.id() + "]";
        }
    }
}
