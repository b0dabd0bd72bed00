package dev.latchkey.servlet;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Bytes as they came, in pieces, so that nobody has to say beforehand how many there will be: what is set aside is at most
 * twice what has come, and one smallest piece. Filled by one thread, then read by any.
 */
final class HeldBytes {
    private static final int SMALLEST_PIECE = 4 << 10;
    private static final int LARGEST_PIECE = 64 << 10;

    private final List<byte[]> pieces = new ArrayList<>();
    private int size;
    private int room;

    /** Waits for some bytes and keeps them; how many they were, or -1 at the end of the stream. */
    int add(InputStream in) throws IOException {
        if (room == 0) {
            room = Math.max(SMALLEST_PIECE, Math.min(LARGEST_PIECE, size));
            pieces.add(new byte[room]);
        }
        byte[] last = pieces.get(pieces.size() - 1);
        int count = in.read(last, last.length - room, room);
        if (count > 0) {
            room -= count;
            size += count;
        }
        return count;
    }

    /** All of them from the first one on; what is added later is not in it. */
    Reading open() {
        return new Reading();
    }

    /** How many are left may be asked by any thread, all else by one at a time. */
    final class Reading extends InputStream {
        private int piece;
        private int offset;
        private volatile int left = size;

        private Reading() {}

        @Override
        public int read() {
            if (left == 0) {
                return -1;
            }
            byte[] current = pieces.get(piece);
            return current[advance(1)] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            Objects.checkFromIndexSize(from, length, target.length);
            if (length == 0 || left == 0) {
                return length == 0 ? 0 : -1;
            }
            byte[] current = pieces.get(piece);
            int count = Math.min(Math.min(length, left), current.length - offset);
            System.arraycopy(current, advance(count), target, from, count);
            return count;
        }

        /** Goes on by so many bytes of this piece, and answers where they begin. */
        private int advance(int count) {
            int start = offset;
            offset += count;
            if (offset == pieces.get(piece).length) {
                piece++;
                offset = 0;
            }
            int before = left;
            left = before - count;
            return start;
        }

        @Override
        public int available() {
            return left;
        }
    }
}
