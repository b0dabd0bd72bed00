package dev.latchkey;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** An answer that refuses a request, in the profile's words: ready to be written. Immutable and thread-safe. */
public final class Refusal {
    private final int status;
    private final List<Header> headers;
    private final byte[] body;

    /**
     * An answer.
     *
     * @param status the HTTP status code, 400 to 599
     * @param headers every header but {@code Content-Length}, which is the server's to add
     * @param body the body's bytes; copied
     */
    public Refusal(int status, List<Header> headers, byte[] body) {
        this.status = status;
        this.headers = List.copyOf(headers);
        this.body = body.clone();
    }

    /** The HTTP status code. */
    public int status() {
        return status;
    }

    /** Every header but {@code Content-Length}; {@code Content-Type} among them. */
    public List<Header> headers() {
        return headers;
    }

    /** The body's bytes, a fresh copy; not to be sent in answer to {@code HEAD}. */
    public byte[] body() {
        return body.clone();
    }

    /** How many bytes the body has. */
    public int bodyLength() {
        return body.length;
    }

    /**
     * Writes the body's bytes, of which no copy is made; not to be sent in answer to {@code HEAD}.
     *
     * @param out the server's own stream: it must not change the bytes that it is given
     * @throws IOException if the stream does
     */
    public void writeBody(OutputStream out) throws IOException {
        out.write(body);
    }

    @Override
    public String toString() {
        return "Refusal[" + status + "]";
    }
}
