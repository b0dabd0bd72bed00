package dev.latchkey.manage.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a request's path apart. A path that a server might read as another one has no segments: empty and dot segments,
 * path parameters, backslashes, and escapes of what needs none or would end a segment.
 */
final class ManagedPath {
    private static final String ALLOWED = "!$&'()*+,=:@-._~";
    private static final String NEVER_ESCAPED = "/\\%;";

    private ManagedPath() {}

    /** The segments, decoded; empty if the path is not in its plain form. */
    static Optional<List<String>> segments(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(1).split("/", -1)) {
            Optional<String> decoded = decode(segment);
            if (decoded.isEmpty()) {
                return Optional.empty();
            }
            segments.add(decoded.get());
        }
        return Optional.of(segments);
    }

    private static Optional<String> decode(String segment) {
        if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            int c = segment.charAt(i);
            boolean escaped = c == '%';
            if (escaped) {
                c = escapedByte(segment, i);
                i += 2;
            }
            if (escaped ? isOddEscape(c) : !isPlain(c)) {
                return Optional.empty();
            }
            bytes.put((byte) c);
        }
        return utf8(bytes.flip());
    }

    /** The byte that is escaped here, or -1 if none is. */
    private static int escapedByte(String segment, int percent) {
        if (percent + 2 >= segment.length()) {
            return -1;
        }
        int high = Character.digit(segment.charAt(percent + 1), 16);
        int low = Character.digit(segment.charAt(percent + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static boolean isOddEscape(int c) {
        return c < ' ' || c == 0x7f || NEVER_ESCAPED.indexOf(c) >= 0 || isUnreserved(c);
    }

    private static boolean isPlain(int c) {
        return isUnreserved(c) || ALLOWED.indexOf(c) >= 0;
    }

    private static boolean isUnreserved(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || "-._~".indexOf(c) >= 0;
    }

    private static Optional<String> utf8(ByteBuffer bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }
}
