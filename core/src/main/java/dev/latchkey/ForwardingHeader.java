package dev.latchkey;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** The two header fields in which proxies say who called them, and how an element of each is read. */
enum ForwardingHeader {
    X_FORWARDED_FOR("X-Forwarded-For", false) {
        @Override
        @Nullable InetAddress read(String element) {
            return ForwardedNode.lenient(element);
        }
    },
    FORWARDED("Forwarded", true) {
        @Override
        @Nullable InetAddress read(String element) {
            String node = ForwardedElement.node(element);
            return node == null ? null : ForwardedNode.strict(node);
        }
    };

    private final String fieldName;
    private final boolean quotes;

    ForwardingHeader(String fieldName, boolean quotes) {
        this.fieldName = fieldName;
        this.quotes = quotes;
    }

    String fieldName() {
        return fieldName;
    }

    /** Whether a comma between quotes is part of an element. */
    boolean quotes() {
        return quotes;
    }

    /** The address in an element without blanks around it, or null if there is none to be read. */
    abstract @Nullable InetAddress read(String element);
}
