package dev.latchkey.key;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which hash schemes have to be computed to find the digests of a table.
 *
 * @param named the names that digests of living keys give
 * @param unnamed whether there are digests that give none
 */
record SchemesInUse(Set<String> named, boolean unnamed) {

    /** Those of a ring's entries. */
    static final SchemesInUse OF_RINGS = new SchemesInUse(Set.of(), true);

    static SchemesInUse of(Stream<KeyRow> rows) {
        Set<String> named = new HashSet<>();
        boolean[] unnamed = new boolean[1];
        rows.filter(KeyRow::hasDigest).forEach(row -> {
            row.secret().scheme().filter(name -> row.isOfLiveKey()).ifPresent(named::add);
            unnamed[0] |= row.secret().scheme().isEmpty();
        });
        return new SchemesInUse(Set.copyOf(named), unnamed[0]);
    }

    SchemesInUse and(SchemesInUse others) {
        Set<String> all = new HashSet<>(named);
        all.addAll(others.named);
        return new SchemesInUse(Set.copyOf(all), unnamed || others.unnamed);
    }
}
