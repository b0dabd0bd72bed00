package dev.latchkey.manage.http;

import dev.latchkey.Header;
import dev.latchkey.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer of the management API, ready to be written. That to making or rotating a key holds its text: it is not to be
 * logged, cached or kept. Immutable and thread-safe.
 */
public final class ManagementAnswer {
    private static final Header NOT_STORED = new Header("Cache-Control", "no-store");

    private final int status;
    private final List<Header> headers;
    private final byte[] body;

    ManagementAnswer(int status, List<Header> headers, byte[] body) {
        this.status = status;
        this.headers = notStored(headers);
        this.body = body;
    }

    static ManagementAnswer of(Refusal refusal) {
        return new ManagementAnswer(refusal.status(), refusal.headers(), refusal.body());
    }

    private static List<Header> notStored(List<Header> headers) {
        List<Header> all = new ArrayList<>(headers);
        if (all.stream().noneMatch(header -> header.name().equalsIgnoreCase(NOT_STORED.name()))) {
            all.add(NOT_STORED);
        }
        return List.copyOf(all);
    }

    /** The HTTP status code; with 204 there is no body, and neither a {@code Content-Length}. */
    public int status() {
        return status;
    }

    /** Every header but {@code Content-Length}, which is the server's to add. */
    public List<Header> headers() {
        return headers;
    }

    /** The body's bytes, a fresh copy; not to be sent in answer to {@code HEAD}. */
    public byte[] body() {
        return body.clone();
    }

    /** The status; never the body. */
    @Override
    public String toString() {
        return "ManagementAnswer[" + status + "]";
    }
}
