package dev.latchkey.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IP address as text, read strictly and never by asking a name server: an IPv4 address as four decimal numbers without
 * leading zeros, or an IPv6 address (RFC 4291) without brackets and without a zone.
 */
public final class AddressText {

    private AddressText() {}

    /**
     * The address, or empty if the text is anything else, a host name included. An IPv4-mapped IPv6 address
     * ({@code ::ffff:192.0.2.1}) is the IPv4 address that it stands for. Never throws.
     */
    public static Optional<InetAddress> parse(String text) {
        byte[] bytes = bytes(text, 0, text.length());
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new AssertionError("four or sixteen bytes are an address", e);
        }
    }

    /** The four or sixteen bytes of the address that is all of {@code text} between the indexes, or null. */
    static byte @Nullable [] bytes(String text, int from, int to) {
        int colon = text.indexOf(':', from);
        return colon >= 0 && colon < to ? Ipv6Text.parse(text, from, to) : Ipv4Text.parse(text, from, to);
    }
}
