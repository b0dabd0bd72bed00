package dev.latchkey.key;

import java.util.Arrays;
import java.util.List;

/**
 * The tables of one moment, asked in their order: the first that knows a digest decides. A digest is found at a place, which
 * means something in these tables only. Immutable and thread-safe.
 */
public final class KeyTables {
    /** The place of a digest that no table has. */
    public static final long NOWHERE = -1;

    private final KeyTable[] tables;

    /** In the order in which they are asked. */
    public KeyTables(KeyTable... tables) {
        this.tables = tables.clone();
    }

    /** The tables, in order. */
    public List<KeyTable> all() {
        return List.of(tables);
    }

    /** Whether this is the table at that index, from 0. */
    public boolean isAt(int index, KeyTable table) {
        return tables[index] == table;
    }

    /** Whether there is no key in any of them. */
    public boolean isEmpty() {
        return Arrays.stream(tables).allMatch(table -> table.size() == 0);
    }

    /** As {@link HashScheme#find}, by the 32 bytes of a digest. */
    long find(byte[] digest, HashScheme scheme, boolean unnamed) {
        long a = KeyHash.word(digest, 0);
        long b = KeyHash.word(digest, 1);
        long c = KeyHash.word(digest, 2);
        long d = KeyHash.word(digest, 3);
        for (int i = 0; i < tables.length; i++) {
            int place = tables[i].placeOf(a, b, c, d);
            if (place >= 0 && tables[i].isMadeBy(place, scheme, unnamed)) {
                return (long) i << Integer.SIZE | place;
            }
        }
        return NOWHERE;
    }

    /** The row at this place, which is not {@link #NOWHERE}. */
    public KeyRow rowAt(long place) {
        return tableOf(place).rowAt((int) place);
    }

    /** Whether the key at this place is active and has no dates, so that no clock need be read. Does not touch its row. */
    public boolean isAlwaysGoodAt(long place) {
        return tableOf(place).isAlwaysGood((int) place);
    }

    /** Whether somebody wants to be told when the secret at this place is {@linkplain KeyRow#use used}. */
    public boolean tellsUseAt(long place) {
        return tableOf(place).tellsUse();
    }

    private KeyTable tableOf(long place) {
        return tables[(int) (place >>> Integer.SIZE)];
    }
}
