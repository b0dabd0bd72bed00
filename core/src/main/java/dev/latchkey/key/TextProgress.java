package dev.latchkey.key;

import java.io.IOException;
import java.io.InputStream;

/**
 * How far the reading of a text has come, so that arrays grow to the size that they need in the end rather than again and
 * again. Not thread-safe.
 */
final class TextProgress {
    /** The whole is guessed at by no less than this part of it, so that no text has memory taken for what it lacks. */
    private static final int MOST_GROWTH = 32;

    /** Where nothing can be guessed, or it was guessed too low. */
    private static final double LEAST_GROWTH = 1.5;

    /** No text is the same throughout. */
    private static final double SLACK = 1.0 / 128;

    private final long size;
    private long done;

    /** Of a text of so many bytes; 0 where that is not known. */
    TextProgress(long size) {
        this.size = size;
    }

    /** Of a stream: one of a file knows what is left of it. */
    static TextProgress of(InputStream in) throws IOException {
        return new TextProgress(in.available());
    }

    /** Goes on by so many bytes. */
    void advance(int bytes) {
        done += bytes;
    }

    /**
     * Room for as much as the whole text will have made.
     *
     * @param made what was made of the text so far; there is room for more
     */
    int roomFor(int made) {
        double whole = made * (1 + SLACK) * size / Math.max(1, done);
        double room = whole > made ? Math.min(whole, (double) made * MOST_GROWTH) : made * LEAST_GROWTH;
        return (int) Math.min(Integer.MAX_VALUE - Long.BYTES, room + 1);
    }

    /** Whether so little of this room is left over that a smaller copy is not worth its time. */
    static boolean isSnug(int room, int taken) {
        return room - taken <= taken / 64;
    }
}
