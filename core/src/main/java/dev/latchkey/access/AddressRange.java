package dev.latchkey.access;

import org.jspecify.annotations.Nullable;

/**
 * One range of IP addresses in CIDR notation (RFC 4632, RFC 4291): {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or a plain
 * address, which stands for itself alone.
 *
 * <p>A range covers addresses of its own family only: {@code 0.0.0.0/0} is all of IPv4 and {@code ::/0} all of IPv6, and
 * who means both lists both. An IPv4-mapped IPv6 range ({@code ::ffff:10.0.0.0/104}) is the IPv4 range that it stands for.
 * Immutable and thread-safe.
 */
public final class AddressRange {
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;
    /** How many of the 128 bits are not IPv4's. */
    private static final int BEFORE_IPV4 = IPV6_BITS - IPV4_BITS;

    private static final String EXPECTED = "expected an address or a CIDR such as 10.0.0.0/8 or 2001:db8::/32";

    private final boolean ipv4;
    private final long high;
    private final long low;
    /** Counted in 128 bits for either family. */
    private final int prefix;

    private AddressRange(boolean ipv4, long high, long low, int prefix) {
        this.ipv4 = ipv4;
        this.high = high;
        this.low = low;
        this.prefix = prefix;
    }

    /**
     * The range that this text names, without ever asking a name server.
     *
     * @throws IllegalArgumentException if the text is neither an address nor a CIDR, has a zone ({@code %eth0}) or leading
     *     zeros, if the prefix length is beyond 32 or 128, or if bits are set behind the prefix: {@code 10.0.0.5/8} may
     *     mean the network or the one host, and the message names both
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        int end = slash < 0 ? text.length() : slash;
        byte[] bytes = AddressText.bytes(text, 0, end);
        if (bytes == null) {
            throw new IllegalArgumentException("address range: " + EXPECTED + complaint(text));
        }
        int bits = bytes.length * Byte.SIZE;
        int length = slash < 0 ? bits : prefixLength(text, slash + 1, bits);
        if (length < 0) {
            throw new IllegalArgumentException("address range: expected a prefix length from 0 to " + bits
                    + " after the slash, without sign or leading zeros");
        }
        return of(bytes, length + IPV6_BITS - bits).withoutHostBits();
    }

    private static AddressRange of(byte[] bytes, int prefix) {
        long high = AddressBits.high(bytes);
        long low = AddressBits.low(bytes);
        if (bytes.length == Ipv6Text.BYTES && prefix >= BEFORE_IPV4 && AddressBits.isMapped(high, low)) {
            return new AddressRange(true, 0, AddressBits.unmapped(low), prefix);
        }
        return new AddressRange(bytes.length == Ipv4Text.BYTES, high, low, prefix);
    }

    private static String complaint(String text) {
        return text.indexOf('%') < 0 ? "" : ", found a zone; an address range holds wherever the address is used";
    }

    /** The number that is all of the text from {@code from} on, or -1. */
    private static int prefixLength(String text, int from, int most) {
        int digits = text.length() - from;
        if (digits < 1 || digits > 3 || (digits > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value <= most ? value : -1;
    }

    private AddressRange withoutHostBits() {
        if ((high & hostHigh()) == 0 && (low & hostLow()) == 0) {
            return this;
        }
        AddressRange network = new AddressRange(ipv4, high & ~hostHigh(), low & ~hostLow(), prefix);
        AddressRange host = new AddressRange(ipv4, high, low, IPV6_BITS);
        throw new IllegalArgumentException("address range: bits are set behind the prefix; write " + network
                + " for the network or " + host + " for the one address");
    }

    private long hostHigh() {
        return prefix >= Long.SIZE ? 0 : -1L >>> prefix;
    }

    private long hostLow() {
        if (prefix <= Long.SIZE) {
            return -1L;
        }
        return prefix == IPV6_BITS ? 0 : -1L >>> (prefix - Long.SIZE);
    }

    boolean isIpv4() {
        return ipv4;
    }

    long firstHigh() {
        return high;
    }

    long firstLow() {
        return low;
    }

    long lastHigh() {
        return high | hostHigh();
    }

    long lastLow() {
        return low | hostLow();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressRange that
                && ipv4 == that.ipv4
                && high == that.high
                && low == that.low
                && prefix == that.prefix;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high * 31 + low) * 31 + prefix;
    }

    /** The range in its shortest form (RFC 5952); a single address without a prefix length. */
    @Override
    public String toString() {
        String address = ipv4
                ? (low >>> 24) + "." + (low >>> 16 & 0xff) + "." + (low >>> 8 & 0xff) + "." + (low & 0xff)
                : Ipv6Text.print(high, low);
        int length = ipv4 ? prefix - BEFORE_IPV4 : prefix;
        return prefix == IPV6_BITS ? address : address + "/" + length;
    }
}
