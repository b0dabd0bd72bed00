package dev.latchkey;

import dev.latchkey.access.AddressText;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** The text by which a proxy names who called it: an address, with or without a port. The port is checked and dropped. */
final class ForwardedNode {
    private static final int LONGEST = 128;

    private ForwardedNode() {}

    /**
     * The address of a node as RFC 7239, section 6, writes it, IPv6 in brackets and perhaps an obfuscated port; null for
     * {@code unknown}, for an obfuscated name and for anything malformed.
     */
    static @Nullable InetAddress strict(String node) {
        return read(node, true);
    }

    /** The same for {@code X-Forwarded-For}, which has no obfuscated ports, and usually IPv6 as plain text. */
    static @Nullable InetAddress lenient(String node) {
        boolean plainIpv6 = node.indexOf(':') != node.lastIndexOf(':') && !node.startsWith("[");
        return plainIpv6 ? address(node) : read(node, false);
    }

    private static @Nullable InetAddress read(String node, boolean obfuscatedPort) {
        if (node.startsWith("[")) {
            int close = node.indexOf(']');
            boolean ipv6 = node.lastIndexOf(':', close) >= 0;
            return ipv6 && isPort(node, close + 1, obfuscatedPort) ? address(node.substring(1, close)) : null;
        }
        int colon = node.indexOf(':');
        if (colon < 0) {
            return address(node);
        }
        return isPort(node, colon, obfuscatedPort) ? address(node.substring(0, colon)) : null;
    }

    private static @Nullable InetAddress address(String text) {
        return text.length() > LONGEST ? null : AddressText.parse(text).orElse(null);
    }

    /** Whether the node ends at {@code from}, or a port in its whole length follows there. */
    private static boolean isPort(String node, int from, boolean obfuscated) {
        if (from == node.length()) {
            return true;
        }
        if (node.charAt(from) != ':' || from + 1 == node.length()) {
            return false;
        }
        return node.charAt(from + 1) == '_' ? obfuscated && isObfuscated(node, from + 2) : isPortNumber(node, from + 1);
    }

    private static boolean isPortNumber(String node, int from) {
        if (node.length() - from > 5) {
            return false;
        }
        int port = 0;
        for (int i = from; i < node.length(); i++) {
            char c = node.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            port = port * 10 + (c - '0');
        }
        return port <= 65535;
    }

    private static boolean isObfuscated(String node, int from) {
        for (int i = from; i < node.length(); i++) {
            char c = node.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (c < '0' || c > '9') && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return from < node.length();
    }
}
