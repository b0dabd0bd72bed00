package dev.latchkey;

import dev.latchkey.key.Argon2idHash;
import dev.latchkey.key.KeyRow;
import dev.latchkey.key.KeyTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The secrets that a person chose, which cannot be looked up but only tried: an Argon2id master key first, then those of
 * the tables.
 */
final class Candidates {
    /** How many the tables may hold together; each costs a tenth of a second to try. */
    static final int MOST = 8;

    private final List<Argon2idHash> hashes;
    private final List<KeyRow> rows;
    private final int masters;

    private Candidates(List<Argon2idHash> hashes, List<KeyRow> rows) {
        this.hashes = hashes;
        this.rows = rows;
        this.masters = hashes.size() - rows.size();
    }

    static Candidates of(Optional<Argon2idHash> master, List<KeyTable> tables) {
        List<Argon2idHash> hashes = new ArrayList<>();
        List<KeyRow> rows = new ArrayList<>();
        master.ifPresent(hashes::add);
        for (KeyTable table : tables) {
            for (KeyRow row : table.argon2idRows()) {
                hashes.add(row.secret().argon2id().orElseThrow());
                rows.add(row);
            }
        }
        return new Candidates(List.copyOf(hashes), List.copyOf(rows));
    }

    /**
     * @param tables those of all sources together
     * @throws IllegalArgumentException if they hold more than {@link #MOST}
     */
    static void checkCount(Collection<KeyTable> tables) {
        int count = 0;
        for (KeyTable table : tables) {
            count += table.argon2idRows().size();
        }
        if (count > MOST) {
            throw new IllegalArgumentException(
                    count + " Argon2id entries: at most " + MOST + " can be tried; mint keys for the others");
        }
    }

    boolean isEmpty() {
        return hashes.isEmpty();
    }

    /** What to try, in order; the same list for as long as the tables are the same. */
    List<Argon2idHash> hashes() {
        return hashes;
    }

    boolean isMaster(int index) {
        return index < masters;
    }

    /** Whose hash that is; not to be asked of the {@linkplain #isMaster master's}. */
    KeyRow row(int index) {
        return rows.get(index - masters);
    }
}
