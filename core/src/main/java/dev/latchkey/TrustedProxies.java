package dev.latchkey;

import dev.latchkey.access.AddressRanges;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which peers may say what the client's address is, and in which header they say it. Nobody by default.
 *
 * <p>Each proxy appends the address that it was called from, so the header is read from its right end: an entry that a
 * trusted proxy wrote is believed; if the address in it is a trusted proxy too, so is the entry before it, up to the hop
 * count. The first address that is no trusted proxy is the client; everything to the left of it is what the client
 * claims, and is never looked at. No name server is ever asked. Immutable and thread-safe.
 */
public final class TrustedProxies {
    private static final int MOST_HOPS = 32;
    private static final TrustedProxies NONE =
            new TrustedProxies(AddressRanges.none(), 1, ForwardingHeader.X_FORWARDED_FOR);

    private final AddressRanges proxies;
    private final int maxHops;
    private final ForwardingHeader header;

    private TrustedProxies(AddressRanges proxies, int maxHops, ForwardingHeader header) {
        this.proxies = proxies;
        this.maxHops = maxHops;
        this.header = header;
    }

    /** Nobody: the client is whoever is at the other end of the connection. */
    public static TrustedProxies none() {
        return NONE;
    }

    /**
     * Peers in these ranges, read from {@code X-Forwarded-For}.
     *
     * @param maxHops how many proxies may stand one behind the other, 1 to 32; with 1 only the last entry of the header
     *     counts, whatever its address
     * @throws IllegalArgumentException if there is no range, or the hop count is out of bounds
     */
    public static TrustedProxies of(AddressRanges proxies, int maxHops) {
        if (proxies.isEmpty()) {
            throw new IllegalArgumentException("trusted proxies: name at least one address range, or use none()");
        }
        if (maxHops < 1 || maxHops > MOST_HOPS) {
            throw new IllegalArgumentException(
                    "trusted proxies: expected 1 to " + MOST_HOPS + " hops, found " + maxHops);
        }
        return new TrustedProxies(proxies, maxHops, ForwardingHeader.X_FORWARDED_FOR);
    }

    /**
     * The same peers, read from {@code Forwarded} (RFC 7239) and no longer from {@code X-Forwarded-For}. Only one of the two
     * is ever read, because a proxy that writes one of them passes on the other as the client sent it.
     */
    public TrustedProxies readingForwarded() {
        return new TrustedProxies(proxies, maxHops, ForwardingHeader.FORWARDED);
    }

    /**
     * The client's address, or null if it is not known: the peer has none, or the entry that counts cannot be read
     * ({@code unknown}, {@code _hidden}, anything malformed). Without trust in the peer, or without the header, it is the
     * peer's own. Never throws on what a client sent.
     */
    public @Nullable InetAddress clientAddress(Request request) {
        InetAddress address = request.peerAddress();
        if (address == null || !proxies.contains(address)) {
            return address;
        }
        ForwardedChain chain = new ForwardedChain(request.headers(header.fieldName()), header);
        for (int hop = 0; hop < maxHops && chain.stepLeft(); hop++) {
            address = chain.address();
            if (address == null || !proxies.contains(address)) {
                return address;
            }
        }
        return address;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrustedProxies that
                && proxies.equals(that.proxies)
                && maxHops == that.maxHops
                && header == that.header;
    }

    @Override
    public int hashCode() {
        return Objects.hash(proxies, maxHops, header);
    }

    /** The ranges, the hop count and the header, for an operator. */
    @Override
    public String toString() {
        return proxies.isEmpty()
                ? "nobody"
                : List.of(header.fieldName(), "hops " + maxHops, proxies).toString();
    }
}
