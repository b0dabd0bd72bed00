package dev.latchkey.access;

import org.jspecify.annotations.Nullable;

/** An IPv6 address as text (RFC 4291, section 2.2), without a zone: read in any of its forms, written as RFC 5952 says. */
final class Ipv6Text {
    static final int BYTES = 16;
    private static final int GROUPS = 8;

    private final String text;
    private final int to;
    private final byte[] bytes = new byte[BYTES];
    private int at;
    private int filled;
    private int gap = -1;

    private Ipv6Text(String text, int from, int to) {
        this.text = text;
        this.at = from;
        this.to = to;
    }

    /** The sixteen bytes of the address that is all of {@code text} between the indexes, or null. */
    static byte @Nullable [] parse(String text, int from, int to) {
        return new Ipv6Text(text, from, to).read();
    }

    private byte @Nullable [] read() {
        if (to - at >= 2 && text.startsWith("::", at)) {
            gap = 0;
            at += 2;
        }
        while (at < to) {
            if (!readGroup() || !readSeparator()) {
                return null;
            }
        }
        return complete();
    }

    private boolean readGroup() {
        int start = at;
        int value = 0;
        while (at < to && at - start < 4 && hex(text.charAt(at)) >= 0) {
            value = value << 4 | hex(text.charAt(at++));
        }
        if (at < to && text.charAt(at) == '.') {
            return readIpv4(start);
        }
        if (at == start || filled == BYTES) {
            return false;
        }
        bytes[filled++] = (byte) (value >> 8);
        bytes[filled++] = (byte) value;
        return true;
    }

    private boolean readIpv4(int start) {
        byte[] last = Ipv4Text.parse(text, start, to);
        if (last == null || filled > BYTES - last.length) {
            return false;
        }
        System.arraycopy(last, 0, bytes, filled, last.length);
        filled += last.length;
        at = to;
        return true;
    }

    /** Steps over what follows a group: nothing, a colon with another group behind it, or the one double colon. */
    private boolean readSeparator() {
        if (at == to) {
            return true;
        }
        if (text.charAt(at++) != ':' || at == to) {
            return false;
        }
        if (text.charAt(at) != ':') {
            return true;
        }
        at++;
        boolean first = gap < 0;
        gap = filled;
        return first;
    }

    private byte @Nullable [] complete() {
        if (gap < 0) {
            return filled == BYTES ? bytes : null;
        }
        if (filled > BYTES - 2) {
            return null;
        }
        int tail = filled - gap;
        byte[] whole = new byte[BYTES];
        System.arraycopy(bytes, 0, whole, 0, gap);
        System.arraycopy(bytes, gap, whole, BYTES - tail, tail);
        return whole;
    }

    private static int hex(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        return c < 0x80 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** The canonical text: lower case, and the longest run of two or more zero groups as a double colon. */
    static String print(long high, long low) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (int) ((i < 4 ? high : low) >>> (48 - 16 * (i % 4))) & 0xffff;
        }
        int start = 0;
        int length = 0;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zerosFrom(groups, i);
            if (zeros > length) {
                start = i;
                length = zeros;
            }
        }
        if (length < 2) {
            return join(groups, 0, GROUPS);
        }
        return join(groups, 0, start) + "::" + join(groups, start + length, GROUPS);
    }

    private static int zerosFrom(int[] groups, int from) {
        int to = from;
        while (to < GROUPS && groups[to] == 0) {
            to++;
        }
        return to - from;
    }

    private static String join(int[] groups, int from, int to) {
        StringBuilder joined = new StringBuilder();
        for (int i = from; i < to; i++) {
            joined.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
        }
        return joined.toString();
    }
}
