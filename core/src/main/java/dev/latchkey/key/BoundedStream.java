package dev.latchkey.key;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that refuses to go on after so many bytes: a file may grow while it is read. Not thread-safe. */
final class BoundedStream extends FilterInputStream {
    private final long max;
    private long seen;

    BoundedStream(InputStream in, long max) {
        super(in);
        this.max = max;
    }

    static void requireWithin(long bytes, long max) {
        if (bytes > max) {
            throw new IllegalArgumentException("larger than " + max + " bytes, the most that is read");
        }
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(read);
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int read) {
        seen += Math.max(0, read);
        requireWithin(seen, max);
    }
}
