package dev.latchkey.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/**
 * The bytes of a body while rules are being asked, to be sent on as they came, byte for byte.
 *
 * <p>The memory it takes, not only the bytes in it, counts against the {@link BodyCap}: at most twice the body and half a
 * kibibyte. What has been read is given back as reading proceeds, a chunk of up to 64 KiB at a time. Thread-safe;
 * {@link #close()} may come from any thread at any time.
 */
public final class BodyHold implements AutoCloseable {
    private static final int SMALLEST_CHUNK = 512;
    private static final int LARGEST_CHUNK = 64 << 10;

    private final BodyShare share;
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private long size;
    private boolean closed;

    private BodyHold(BodyShare share) {
        this.share = share;
    }

    /** A hold with nothing in it, whose memory counts against this cap. */
    public static BodyHold under(BodyCap cap) {
        return new BodyHold(cap.open());
    }

    /**
     * Keeps a copy of the next bytes, those between position and limit; the buffer is left as it was.
     *
     * @return whether all are kept; if not, the cap is reached or this is closed, and the body is incomplete: answer
     *     {@link BodyFailure#CAP_REACHED} and close
     */
    public synchronized boolean add(ByteBuffer bytes) {
        ByteBuffer source = bytes.duplicate();
        while (source.hasRemaining() && (hasRoom() || grow(source.remaining()))) {
            size += chunks.getLast().write(source);
        }
        return !closed && !source.hasRemaining();
    }

    /**
     * Moves the next bytes into {@code target}, as {@link java.io.InputStream#read(byte[], int, int)} does.
     *
     * @return how many bytes were moved, or −1 when none are left
     * @throws IOException if this is closed: the rest of the body is gone, and must not be mistaken for its end
     * @throws IndexOutOfBoundsException if the range is not within {@code target}
     */
    public synchronized int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (closed) {
            throw new IOException("the held body was dropped before it was read to its end");
        }
        Chunk first = chunks.peekFirst();
        if (first == null || length == 0) {
            return first == null ? -1 : 0;
        }
        int moved = first.read(target, offset, length);
        size -= moved;
        if (first.isRead()) {
            chunks.removeFirst();
            share.giveBack(first.bytes.length);
        }
        return moved;
    }

    /** How many bytes are held and not yet read; 0 once closed. */
    public synchronized long size() {
        return size;
    }

    /** Drops what is left and gives its memory back; again has no effect. */
    @Override
    public synchronized void close() {
        closed = true;
        chunks.clear();
        size = 0;
        share.close();
    }

    @Override
    public String toString() {
        return "BodyHold[" + size() + " bytes]";
    }

    private boolean hasRoom() {
        return !chunks.isEmpty() && chunks.getLast().hasRoom();
    }

    private boolean grow(int needed) {
        int even = (int) Math.min(LARGEST_CHUNK, Math.max(SMALLEST_CHUNK, size));
        int capacity = Math.max(even, needed);
        if (!share.add(capacity)) {
            return false;
        }
        chunks.addLast(new Chunk(capacity));
        return true;
    }

    private static final class Chunk {
        private final byte[] bytes;
        private int written;
        private int read;

        Chunk(int capacity) {
            this.bytes = new byte[capacity];
        }

        boolean hasRoom() {
            return written < bytes.length;
        }

        boolean isRead() {
            return read == written;
        }

        int write(ByteBuffer source) {
            int length = Math.min(source.remaining(), bytes.length - written);
            source.get(bytes, written, length);
            written += length;
            return length;
        }

        int read(byte[] target, int offset, int length) {
            int moved = Math.min(length, written - read);
            System.arraycopy(bytes, read, target, offset, moved);
            read += moved;
            return moved;
        }
    }
}
