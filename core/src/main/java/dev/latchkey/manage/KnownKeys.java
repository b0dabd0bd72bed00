package dev.latchkey.manage;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeyTable;
import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys that a directory has seen, each in its latest version, and the table of them. Guarded by its directory. */
final class KnownKeys {
    private static final Logger log = LoggerFactory.getLogger(KeyDirectory.class);

    private static final long DAY = Duration.ofDays(1).toNanos();

    private final TimeSource time;
    private final Consumer<KeyTable.Row> onUse;
    private final Map<KeyId, Known> known = new LinkedHashMap<>();
    private final Set<KeyId> leftOut = new HashSet<>();

    private record Known(KeyRecord record, long version) {}

    KnownKeys(TimeSource time, Consumer<KeyTable.Row> onUse) {
        this.time = time;
        this.onUse = onUse;
    }

    /** Takes in those that are newer than what is known, and gives them back. */
    List<KeyRecord> take(List<ManagedKey> keys) {
        List<KeyRecord> fresh = new ArrayList<>();
        for (ManagedKey key : keys) {
            Known before = known.get(key.id());
            if (before == null || before.version() < key.version()) {
                KeyRecord record = withoutLongEnded(key.record());
                known.put(key.id(), new Known(record, key.version()));
                fresh.add(record);
            }
        }
        return fresh;
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
     * A table of all that can be served. A key that cannot be, such as one under a hash secret that nobody configured here,
     * is left out: it must not keep the revocation of another one from holding.
     *
     * @param check refuses tables that cannot be served
     * @param fresh what was taken in since the last table
     */
    KeyTable table(Consumer<KeyTable> check, List<KeyRecord> fresh) {
        fresh.forEach(record -> leftOut.remove(record.id()));
        KeyTable table = tableOfServed();
        if (isRefused(check, table)) {
            leaveOut(fresh.stream()
                    .filter(record -> isRefused(check, KeyTable.of(List.of(record))))
                    .toList());
            table = tableOfServed();
            if (isRefused(check, table)) {
                leaveOut(fresh);
                table = tableOfServed();
            }
        }
        return table;
    }

    private static boolean isRefused(Consumer<KeyTable> check, KeyTable table) {
        try {
            check.accept(table);
            return false;
        } catch (IllegalArgumentException e) {
            log.error("{} cannot be served: {}", table, e.getMessage());
            return true;
        }
    }

    private void leaveOut(List<KeyRecord> records) {
        List<KeyId> ids = records.stream().map(KeyRecord::id).toList();
        leftOut.addAll(ids);
        log.error("Until that is put right, these keys are refused: {}", ids);
    }

    private KeyTable tableOfServed() {
        List<KeyRecord> served = new ArrayList<>(known.size());
        for (Known each : known.values()) {
            if (!leftOut.contains(each.record().id())) {
                served.add(each.record());
            }
        }
        return KeyTable.of(served, onUse);
    }
}
