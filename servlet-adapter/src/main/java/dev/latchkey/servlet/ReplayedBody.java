package dev.latchkey.servlet;

import jakarta.servlet.ServletInputStream;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UnsupportedEncodingException;
import org.jspecify.annotations.Nullable;

/**
 * A held body as a request hands it out, as bytes or as text. It is one for all dispatches: what one has read is gone for
 * the next, as with any container. As thread-safe as a request.
 */
final class ReplayedBody {
    private final ReplayedStream stream;
    private boolean isStream;
    private @Nullable String charset;
    private @Nullable BufferedReader reader;

    ReplayedBody(ReplayedStream stream) {
        this.stream = stream;
    }

    /** The body as bytes, always the same stream. */
    ServletInputStream stream() {
        if (reader != null) {
            throw new IllegalStateException("the body is being read by getReader()");
        }
        isStream = true;
        return stream;
    }

    /** The body as text, always the same reader; in ISO 8859-1 where no charset is known, as the specification has it. */
    BufferedReader reader(@Nullable String known) throws UnsupportedEncodingException {
        if (isStream) {
            throw new IllegalStateException("the body is being read by getInputStream()");
        }
        BufferedReader opened = reader;
        if (opened == null) {
            opened = new BufferedReader(decoder(stream, known == null ? "ISO-8859-1" : known));
            reader = opened;
        }
        return opened;
    }

    /** Takes this charset in place of the request's, until the reader is there. */
    void decodeAs(String chosen) throws UnsupportedEncodingException {
        decoder(InputStream.nullInputStream(), chosen);
        if (reader == null) {
            charset = chosen;
        }
    }

    /** The charset that the host has chosen; null if it has not. */
    @Nullable String charset() {
        return charset;
    }

    private static Reader decoder(InputStream bytes, String charset) throws UnsupportedEncodingException {
        return new InputStreamReader(bytes, charset);
    }

    /** Who tells a listener of the host's about it. */
    ReadCallbacks callbacks() {
        return stream.callbacks();
    }
}
