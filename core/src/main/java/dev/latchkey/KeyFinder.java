package dev.latchkey;

import dev.latchkey.key.Argon2idHash;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyTable;
import dev.latchkey.key.KeyTables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks a key up in every source's current table, computing only the schemes that some stored digest was made by. The
 * source named first wins where two know the same digest.
 */
final class KeyFinder {
    private final KeySource[] sources;
    private final HashScheme[] secrets;
    private final boolean unnamedUseSecrets;
    private final Optional<Argon2idHash> master;

    private volatile Plan plan;

    /**
     * @param master an Argon2id master key that is also good where keys are looked up
     */
    KeyFinder(
            List<KeySource> sources,
            List<HashScheme> secrets,
            boolean unnamedUseSecrets,
            Optional<Argon2idHash> master) {
        this.sources = sources.toArray(KeySource[]::new);
        this.secrets = secrets.toArray(HashScheme[]::new);
        this.unnamedUseSecrets = unnamedUseSecrets && !secrets.isEmpty();
        this.master = master;
        this.plan = planFor(currentTables());
    }

    /**
     * @throws IllegalArgumentException if some digest of the table was made under a secret that is not configured
     */
    static void checkSchemes(KeyTable table, List<HashScheme> secrets) {
        for (String name : table.schemes()) {
            boolean known = name.equals(HashScheme.sha256().name())
                    || secrets.stream().anyMatch(scheme -> scheme.name().equals(name));
            if (!known) {
                throw new IllegalArgumentException(
                        "keys hashed with " + name + " are stored, and no hash secret of that"
                                + " name is configured: configure it again, or reissue those keys first");
            }
        }
    }

    /** The current tables, and what has to be computed for them. */
    Plan plan() {
        Plan current = plan;
        for (int i = 0; i < sources.length; i++) {
            if (!current.tables.isAt(i, sources[i].table())) {
                current = planFor(currentTables());
                plan = current;
                return current;
            }
        }
        return current;
    }

    private KeyTables currentTables() {
        KeyTable[] tables = new KeyTable[sources.length];
        for (int i = 0; i < sources.length; i++) {
            tables[i] = sources[i].table();
        }
        return new KeyTables(tables);
    }

    private Plan planFor(KeyTables tables) {
        List<HashScheme> live = new ArrayList<>();
        for (HashScheme secret : secrets) {
            if (isLive(tables, secret, unnamedUseSecrets)) {
                live.add(secret);
            }
        }
        if (isLive(tables, HashScheme.sha256(), !unnamedUseSecrets)) {
            live.add(HashScheme.sha256());
        }
        return new Plan(tables, live.toArray(HashScheme[]::new), unnamedUseSecrets, master);
    }

    private static boolean isLive(KeyTables tables, HashScheme scheme, boolean readsUnnamed) {
        for (KeyTable table : tables.all()) {
            if (table.schemes().contains(scheme.name()) || (readsUnnamed && table.hasUnnamedSchemes())) {
                return true;
            }
        }
        return false;
    }

    /** The tables of one moment. A decision uses one plan throughout, so a reload is seen whole or not at all. */
    static final class Plan {
        private final KeyTables tables;
        private final boolean empty;
        private final HashScheme[] live;
        private final boolean unnamedUseSecrets;
        private final Candidates candidates;
        private volatile @Nullable Set<String> users;

        private Plan(KeyTables tables, HashScheme[] live, boolean unnamedUseSecrets, Optional<Argon2idHash> master) {
            this.tables = tables;
            this.empty = tables.isEmpty();
            this.live = live;
            this.unnamedUseSecrets = unnamedUseSecrets;
            this.candidates = Candidates.of(master, tables.all());
        }

        /** Where the key lies that these bytes are from this index on, or {@link KeyTables#NOWHERE}. */
        long find(byte[] bytes, int from) {
            for (HashScheme scheme : live) {
                long place = scheme.find(bytes, from, bytes.length, tables, readsUnnamed(scheme));
                if (place != KeyTables.NOWHERE) {
                    return place;
                }
            }
            return KeyTables.NOWHERE;
        }

        /** The tables in which a place means something. */
        KeyTables tables() {
            return tables;
        }

        boolean isEmpty() {
            return empty;
        }

        /** Whether some key belongs to this user. The first question goes through all keys, the others look it up. */
        boolean namesUser(String user, Function<KeyRecord, Optional<String>> userOf) {
            Set<String> known = users;
            if (known == null) {
                known = new HashSet<>();
                for (KeyTable table : tables.all()) {
                    table.records().map(userOf).flatMap(Optional::stream).forEach(known::add);
                }
                users = known;
            }
            return known.contains(user);
        }

        /** The secrets that can only be tried. */
        Candidates candidates() {
            return candidates;
        }

        private boolean readsUnnamed(HashScheme scheme) {
            return unnamedUseSecrets != (scheme == HashScheme.sha256());
        }
    }
}
