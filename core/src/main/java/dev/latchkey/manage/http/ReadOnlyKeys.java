package dev.latchkey.manage.http;

import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySource;
import dev.latchkey.manage.KeyFilter;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.SecretNote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keys that come from elsewhere, such as a ring, and can be looked at here but not changed. */
final class ReadOnlyKeys {
    private final List<KeySource> sources;

    ReadOnlyKeys(List<KeySource> sources) {
        this.sources = List.copyOf(sources);
    }

    Optional<KeyRecord> find(String id) {
        return records().filter(record -> record.id().value().equals(id)).findFirst();
    }

    int count(KeyFilter filter) {
        return (int) matching(filter).count();
    }

    List<KeyRecord> list(KeyFilter filter, int skip, int limit) {
        return matching(filter).skip(skip).limit(limit).toList();
    }

    /** Nobody notes when these are used, so that none of them can be said to be unused. */
    private Stream<KeyRecord> matching(KeyFilter filter) {
        return filter.unusedSince() != null
                ? Stream.empty()
                : records().filter(record -> filter.matches(asManaged(record)));
    }

    private Stream<KeyRecord> records() {
        return sources.stream().flatMap(source -> source.table().records());
    }

    private static ManagedKey asManaged(KeyRecord record) {
        Instant made = record.createdAt().orElse(Instant.EPOCH);
        return new ManagedKey(
                record,
                record.secrets().stream()
                        .map(secret -> new SecretNote("", made, null))
                        .toList(),
                1,
                made,
                null);
    }
}
