package dev.latchkey.access;

import org.jspecify.annotations.Nullable;

/**
 * An IPv4 address as four decimal numbers (RFC 3986, section 3.2.2). A leading zero is refused, because some programs read
 * such a number as octal and would see another address.
 */
final class Ipv4Text {
    static final int BYTES = 4;

    private Ipv4Text() {}

    /** The four bytes of the address that is all of {@code text} between the indexes, or null. */
    static byte @Nullable [] parse(String text, int from, int to) {
        byte[] bytes = new byte[BYTES];
        int at = from;
        for (int i = 0; i < BYTES; i++) {
            int end = i == BYTES - 1 ? to : text.indexOf('.', at);
            int octet = end < 0 || end > to ? -1 : octet(text, at, end);
            if (octet < 0) {
                return null;
            }
            bytes[i] = (byte) octet;
            at = end + 1;
        }
        return bytes;
    }

    private static int octet(String text, int from, int to) {
        int length = to - from;
        if (length < 1 || length > 3 || (length > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value <= 255 ? value : -1;
    }
}
