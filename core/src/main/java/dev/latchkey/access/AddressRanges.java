package dev.latchkey.access;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A set of IP address ranges, IPv4 and IPv6 beside each other. Asking it is one binary search, however many there are.
 * Immutable and thread-safe.
 */
public final class AddressRanges {
    private static final AddressRanges NONE = new AddressRanges(List.of());

    private final List<AddressRange> ranges;
    private final AddressIntervals ipv4;
    private final AddressIntervals ipv6;

    private AddressRanges(List<AddressRange> ranges) {
        this.ranges = ranges;
        this.ipv4 = new AddressIntervals(
                ranges.stream().filter(AddressRange::isIpv4).toList());
        this.ipv6 = new AddressIntervals(
                ranges.stream().filter(range -> !range.isIpv4()).toList());
    }

    /** No range: contains no address. */
    public static AddressRanges none() {
        return NONE;
    }

    /** All of these ranges; they may overlap. */
    public static AddressRanges of(Collection<AddressRange> ranges) {
        return ranges.isEmpty() ? NONE : new AddressRanges(List.copyOf(ranges));
    }

    /**
     * All of these ranges, each as {@link AddressRange#parse} reads it.
     *
     * @throws IllegalArgumentException naming the position, if one of them is refused
     */
    public static AddressRanges parse(Collection<String> texts) {
        List<AddressRange> ranges = new ArrayList<>();
        for (String text : texts) {
            try {
                ranges.add(AddressRange.parse(text));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("entry " + (ranges.size() + 1) + ": " + e.getMessage(), e);
            }
        }
        return of(ranges);
    }

    /**
     * Whether one of the ranges covers this address. An IPv4-mapped IPv6 address is the IPv4 address that it stands for; a
     * zone is ignored. Allocates no more than the copy of its bytes that an {@link InetAddress} hands out.
     */
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        long high = AddressBits.high(bytes);
        long low = AddressBits.low(bytes);
        if (bytes.length == Ipv4Text.BYTES) {
            return ipv4.contains(high, low);
        }
        return AddressBits.isMapped(high, low) ? ipv4.contains(0, AddressBits.unmapped(low)) : ipv6.contains(high, low);
    }

    /** Whether there is no range at all. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** The ranges, in the order given. */
    public List<AddressRange> ranges() {
        return ranges;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRanges that && ranges.equals(that.ranges);
    }

    @Override
    public int hashCode() {
        return ranges.hashCode();
    }

    @Override
    public String toString() {
        return ranges.toString();
    }
}
