package dev.latchkey.servlet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Reads the text of {@code getRemoteAddr()} as an IP address, without ever asking a name server. */
final class PeerAddress {
    private static final int IPV4_PARTS = 4;

    private PeerAddress() {}

    /** The address, or null where the text is no IP literal: a Unix socket, a name that a valve put there. */
    static @Nullable InetAddress parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static @Nullable InetAddress ipv4(String text) throws UnknownHostException {
        byte[] address = new byte[IPV4_PARTS];
        int from = 0;
        for (int part = 0; part < IPV4_PARTS; part++) {
            int dot = part < IPV4_PARTS - 1 ? text.indexOf('.', from) : text.length();
            int octet = dot < 0 ? -1 : octet(text, from, dot);
            if (octet < 0) {
                return null;
            }
            address[part] = (byte) octet;
            from = dot + 1;
        }
        return InetAddress.getByAddress(address);
    }

    /** 0 to 255, or -1. */
    private static int octet(String text, int from, int to) {
        if (from >= to || to - from > 3) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value <= 255 ? value : -1;
    }

    private static @Nullable InetAddress ipv6(String text) throws UnknownHostException {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        int zone = bare.indexOf('%');
        String literal = zone < 0 ? bare : bare.substring(0, zone);
        // Brackets make the JDK read a literal or fail; without them it would look some texts up as names.
        return InetAddress.getByName("[" + literal + "]");
    }
}
