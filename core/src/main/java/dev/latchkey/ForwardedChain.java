package dev.latchkey;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a forwarding header from the last to the first, each looked at only when asked for. Repeated lines are one
 * list in the order of the lines (RFC 9110, section 5.3); a blank line has no element.
 *
 * <p>Reading from the right also keeps a client from spoiling what a proxy appended: a quote that the client leaves open is
 * to the left of it.
 */
final class ForwardedChain {
    private final List<String> lines;
    private final ForwardingHeader header;
    /** Lines from here on are used up. */
    private int line;

    private String text = "";
    /** Where the part of the line ends that is still to be read; negative when the line is used up. */
    private int end = -1;

    private @Nullable InetAddress address;

    ForwardedChain(List<String> lines, ForwardingHeader header) {
        this.lines = lines;
        this.header = header;
        this.line = lines.size();
    }

    /** Steps to the next element on the left; false if there is none. */
    boolean stepLeft() {
        while (end < 0) {
            if (line == 0) {
                return false;
            }
            text = lines.get(--line);
            end = withoutBlanks(text, 0, text.length()).isEmpty() ? -1 : text.length();
        }
        int comma = commaBefore(end);
        address = header.read(withoutBlanks(text, comma + 1, end));
        end = comma;
        return true;
    }

    /** The address in the element last stepped to, or null if it cannot be read. */
    @Nullable InetAddress address() {
        return address;
    }

    /** Where the last comma before {@code to} stands that is not quoted, or -1. */
    private int commaBefore(int to) {
        boolean quoted = false;
        for (int i = to - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = header.quotes() && !quoted;
            } else if (c == ',' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static String withoutBlanks(String text, int from, int to) {
        int start = from;
        int stop = to;
        while (start < stop && isBlank(text.charAt(start))) {
            start++;
        }
        while (start < stop && isBlank(text.charAt(stop - 1))) {
            stop--;
        }
        return text.substring(start, stop);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
