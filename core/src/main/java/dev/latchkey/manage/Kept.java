package dev.latchkey.manage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Entities of one kind in memory, in the order in which they were made. Guarded by their repository. */
final class Kept<I, T> {
    private final Function<T, I> idOf;
    private final ToLongFunction<T> versionOf;
    private final Map<I, Entry<T>> byId = new LinkedHashMap<>();

    private record Entry<T>(T entity, long revision) {}

    Kept(Function<T, I> idOf, ToLongFunction<T> versionOf) {
        this.idOf = idOf;
        this.versionOf = versionOf;
    }

    Optional<T> find(I id) {
        return Optional.ofNullable(byId.get(id)).map(Entry::entity);
    }

    List<T> list(Predicate<? super T> which, int skip, int limit) {
        return byId.values().stream()
                .map(Entry::entity)
                .filter(which)
                .skip(skip)
                .limit(limit)
                .toList();
    }

    List<T> after(long revision) {
        return byId.values().stream()
                .filter(entry -> entry.revision() > revision)
                .map(Entry::entity)
                .toList();
    }

    /** Whether each of these was made from the version that is kept, and none is there twice. */
    boolean follows(List<T> changed) {
        return changed.stream().map(idOf).distinct().count() == changed.size()
                && changed.stream()
                        .allMatch(entity -> versionOf.applyAsLong(entity) == versionOf(idOf.apply(entity)) + 1);
    }

    private long versionOf(I id) {
        return find(id).map(versionOf::applyAsLong).orElse(0L);
    }

    void put(T entity, long revision) {
        byId.put(idOf.apply(entity), new Entry<>(entity, revision));
    }

    /** Replaces an entity without making it a change. */
    void replace(T entity) {
        byId.computeIfPresent(idOf.apply(entity), (id, before) -> new Entry<>(entity, before.revision()));
    }
}
