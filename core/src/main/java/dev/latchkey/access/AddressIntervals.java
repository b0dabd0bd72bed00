package dev.latchkey.access;

import java.util.Comparator;
import java.util.List;

/** Ranges of one address family, sorted and merged, so that asking is one binary search over primitives. */
final class AddressIntervals {
    private static final Comparator<AddressRange> BY_FIRST =
            (a, b) -> AddressBits.compare(a.firstHigh(), a.firstLow(), b.firstHigh(), b.firstLow());

    private final long[] firstHigh;
    private final long[] firstLow;
    private final long[] lastHigh;
    private final long[] lastLow;
    private int size;

    AddressIntervals(List<AddressRange> ranges) {
        firstHigh = new long[ranges.size()];
        firstLow = new long[ranges.size()];
        lastHigh = new long[ranges.size()];
        lastLow = new long[ranges.size()];
        ranges.stream().sorted(BY_FIRST).forEach(this::append);
    }

    private void append(AddressRange range) {
        // Two CIDR ranges are apart or one holds the other, so of two that overlap the one that ends later is kept.
        if (size > 0 && endsAfter(size - 1, range.firstHigh(), range.firstLow())) {
            if (!endsAfter(size - 1, range.lastHigh(), range.lastLow())) {
                setLast(size - 1, range);
            }
            return;
        }
        firstHigh[size] = range.firstHigh();
        firstLow[size] = range.firstLow();
        setLast(size, range);
        size++;
    }

    private void setLast(int index, AddressRange range) {
        lastHigh[index] = range.lastHigh();
        lastLow[index] = range.lastLow();
    }

    /** Whether this interval reaches up to the address or beyond. */
    private boolean endsAfter(int index, long high, long low) {
        return AddressBits.compare(lastHigh[index], lastLow[index], high, low) >= 0;
    }

    boolean contains(long high, long low) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (AddressBits.compare(firstHigh[middle], firstLow[middle], high, low) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from > 0 && endsAfter(from - 1, high, low);
    }
}
