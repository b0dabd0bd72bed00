package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The labels of a ring, one behind the other, because a million strings would take more memory than the ring. One thread
 * fills it; many may read it afterwards.
 */
final class LabelPool {
    /** A pool to which nothing is added. */
    static final LabelPool NONE = new LabelPool(new TextProgress(0), 0);

    /** Where the empty label lies. */
    static final int EMPTY = 0;

    private static final int LENGTH_BYTES = 2;

    private final TextProgress progress;
    private byte[] bytes;
    private int end = 1;

    private LabelPool(TextProgress progress, int room) {
        this.progress = progress;
        this.bytes = new byte[room];
    }

    /** A pool for the labels of a text that is being read. */
    LabelPool(TextProgress progress) {
        this(progress, 1 << 10);
    }

    /** Adds a label in UTF-8 of at most 65,535 bytes, and tells where it lies. */
    int add(byte[] label, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return EMPTY;
        }
        int at = end;
        ensureRoom(length + LENGTH_BYTES);
        bytes[end++] = (byte) (length >>> 8);
        bytes[end++] = (byte) length;
        System.arraycopy(label, from, bytes, end, length);
        end += length;
        return at;
    }

    String at(int offset) {
        return offset == EMPTY
                ? ""
                : new String(bytes, offset + LENGTH_BYTES, lengthAt(offset), StandardCharsets.UTF_8);
    }

    /** Whether the labels that lie at these places, none of them empty, are the same. */
    boolean areSame(int place, int other) {
        int from = place + LENGTH_BYTES;
        int otherFrom = other + LENGTH_BYTES;
        return Arrays.equals(bytes, from, from + lengthAt(place), bytes, otherFrom, otherFrom + lengthAt(other));
    }

    /** Gives back the room that no label took, if it is worth while. */
    void trim() {
        if (!TextProgress.isSnug(bytes.length, end)) {
            bytes = Arrays.copyOf(bytes, end);
        }
    }

    private int lengthAt(int offset) {
        return (bytes[offset] & 0xff) << 8 | (bytes[offset + 1] & 0xff);
    }

    private void ensureRoom(int more) {
        if (end + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end + more, progress.roomFor(end)));
        }
    }
}
