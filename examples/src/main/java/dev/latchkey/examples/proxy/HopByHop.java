package dev.latchkey.examples.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The fields that end at this hop (RFC 9110, section 7.6.1). {@code Transfer-Encoding} stays: the codecs frame by it. */
final class HopByHop {
    private static final List<String> ALWAYS =
            List.of("connection", "keep-alive", "proxy-connection", "te", "trailer", "upgrade");

    private HopByHop() {}

    /**
     * Takes them out, and those that {@code Connection} names. What the gate added stays, whatever the client put into
     * {@code Connection}, and so do the fields that frame the message.
     */
    static void strip(HttpHeaders headers) {
        List<String> named = new ArrayList<>(ALWAYS);
        for (String line : headers.getAll(HttpHeaderNames.CONNECTION)) {
            for (String name : line.split(",", -1)) {
                named.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        named.removeIf(name -> name.isEmpty()
                || name.startsWith("x-latchkey-")
                || HttpHeaderNames.TRANSFER_ENCODING.contentEquals(name)
                || HttpHeaderNames.CONTENT_LENGTH.contentEquals(name));
        named.forEach(headers::remove);
    }
}
