package dev.latchkey;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The headers that tell the host who a request comes from. */
final class IdentityHeaders {
    private IdentityHeaders() {}

    static List<Header> of(Principal principal) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("X-Latchkey-Key-Id", principal.id()));
        if (!principal.label().isEmpty()) {
            headers.add(new Header("X-Latchkey-Label", printable(principal.label())));
        }
        principal.user().ifPresent(user -> headers.add(new Header("X-Latchkey-User", printable(user))));
        return List.copyOf(headers);
    }

    /** Percent-encoded UTF-8 where it is not visible ASCII: a label must not end the header it stands in. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7f && b != '%') {
                printable.append((char) b);
            } else {
                printable.append(String.format("%%%02X", b));
            }
        }
        return printable.toString();
    }
}
