package dev.latchkey.manage;

import dev.latchkey.key.KeyHash;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyRow;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeyTable;
import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys that a directory has seen, each in its latest version, and the table of them. Guarded by its directory. */
final class KnownKeys {
    private static final Logger log = LoggerFactory.getLogger(KeyDirectory.class);

    private static final long DAY = Duration.ofDays(1).toNanos();

    private final TimeSource time;
    private final Consumer<KeyRow> onUse;
    private final Map<KeyId, Known> known = new LinkedHashMap<>();
    private final Set<KeyId> leftOut = new HashSet<>();

    private record Known(KeyRecord record, long version) {}

    /**
     * Keys in a new version.
     *
     * @param gone the versions before of those that are in the table
     */
    record Replaced(List<KeyRecord> gone, List<KeyRecord> fresh) {}

    KnownKeys(TimeSource time, Consumer<KeyRow> onUse) {
        this.time = time;
        this.onUse = onUse;
    }

    /** Takes in those that are newer than what is known. */
    Replaced take(List<ManagedKey> keys) {
        Map<KeyId, KeyRecord> gone = new LinkedHashMap<>();
        Map<KeyId, KeyRecord> fresh = new LinkedHashMap<>();
        for (ManagedKey key : keys) {
            Known before = known.get(key.id());
            if (before == null || before.version() < key.version()) {
                KeyRecord record = withoutLongEnded(key.record());
                known.put(key.id(), new Known(record, key.version()));
                if (before != null && !leftOut.remove(key.id()) && !fresh.containsKey(key.id())) {
                    gone.put(key.id(), before.record());
                }
                fresh.put(key.id(), record);
            }
        }
        return new Replaced(List.copyOf(gone.values()), List.copyOf(fresh.values()));
    }

    /** Without secrets that ended a day ago: the hash secret that they were made under need not be known any more. */
    private KeyRecord withoutLongEnded(KeyRecord record) {
        long dayAgo = time.epochNanos() - DAY;
        List<KeySecret> left = record.secrets().stream()
                .filter(secret -> secret.expiresAtNanos() > dayAgo)
                .toList();
        return left.isEmpty() || left.size() == record.secrets().size()
                ? record
                : record.toBuilder().secrets(left).build();
    }

    /**
     * A table with what was taken in. A key that cannot be served, such as one under a hash secret that nobody configured
     * here, or with the digest of another one, is left out: it must not keep the revocation of another one from holding.
     *
     * @param table the one before
     * @param check refuses tables that cannot be served
     */
    KeyTable table(KeyTable table, Consumer<KeyTable> check, Replaced replaced) {
        List<KeyRecord> fresh = replaced.fresh();
        Optional<KeyTable> next = served(check, () -> with(fresh, table, replaced.gone()));
        if (next.isPresent()) {
            return next.get();
        }
        KeyTable without = with(List.of(), table, replaced.gone());
        List<KeyRecord> good = good(without, check, fresh);
        next = served(check, () -> with(good, without, List.of()));
        leaveOut(fresh, next.isPresent() ? good : List.of());
        return next.orElse(without);
    }

    private KeyTable with(List<KeyRecord> fresh, KeyTable table, List<KeyRecord> gone) {
        return table.size() == 0 ? KeyTable.of(fresh, onUse) : table.replacing(gone, fresh);
    }

    /** Those that can be served, each looked at alone; of two with one digest the first. */
    private static List<KeyRecord> good(KeyTable without, Consumer<KeyTable> check, List<KeyRecord> fresh) {
        Set<KeyHash> taken = new HashSet<>();
        List<KeyRecord> good = new ArrayList<>();
        for (KeyRecord record : fresh) {
            List<KeyHash> digests = record.secrets().stream()
                    .flatMap(secret -> secret.digest().stream())
                    .toList();
            boolean free =
                    digests.stream().allMatch(digest -> without.find(digest).isEmpty() && !taken.contains(digest));
            if (free && served(check, () -> KeyTable.of(List.of(record))).isPresent()) {
                taken.addAll(digests);
                good.add(record);
            }
        }
        return good;
    }

    /** The table, unless it cannot be made or the check refuses it. */
    private static Optional<KeyTable> served(Consumer<KeyTable> check, Supplier<KeyTable> made) {
        try {
            KeyTable table = made.get();
            check.accept(table);
            return Optional.of(table);
        } catch (IllegalArgumentException e) {
            log.error("Keys cannot be served: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private void leaveOut(List<KeyRecord> fresh, List<KeyRecord> good) {
        Set<KeyRecord> served = Set.copyOf(good);
        List<KeyId> ids = fresh.stream()
                .filter(record -> !served.contains(record))
                .map(KeyRecord::id)
                .toList();
        leftOut.addAll(ids);
        log.error("Until that is put right, these keys are refused: {}", ids);
    }
}
