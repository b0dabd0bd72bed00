package dev.latchkey.access;

/** Addresses as numbers: sixteen bytes as two longs, four as the lower one of them. */
final class AddressBits {
    private static final long MAPPED = 0xffff_0000_0000L;
    private static final long IPV4 = 0xffff_ffffL;

    private AddressBits() {}

    /** The first eight of sixteen bytes; 0 for four. */
    static long high(byte[] bytes) {
        return bytes.length == Ipv4Text.BYTES ? 0 : bits(bytes, 0, 8);
    }

    /** The last eight of sixteen bytes, or all four. */
    static long low(byte[] bytes) {
        return bytes.length == Ipv4Text.BYTES ? bits(bytes, 0, 4) : bits(bytes, 8, 16);
    }

    /** Whether these sixteen bytes are an IPv4 address in an IPv6 one (RFC 4291, section 2.5.5.2). */
    static boolean isMapped(long high, long low) {
        return high == 0 && (low & ~IPV4) == MAPPED;
    }

    /** The IPv4 address in a {@linkplain #isMapped mapped} one. */
    static long unmapped(long low) {
        return low & IPV4;
    }

    /** Compares two addresses as unsigned numbers. */
    static int compare(long high, long low, long otherHigh, long otherLow) {
        int order = Long.compareUnsigned(high, otherHigh);
        return order != 0 ? order : Long.compareUnsigned(low, otherLow);
    }

    private static long bits(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value << 8 | (bytes[i] & 0xff);
        }
        return value;
    }
}
