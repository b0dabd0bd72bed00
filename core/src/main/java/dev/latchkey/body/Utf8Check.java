package dev.latchkey.body;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Whether bytes that arrive in pieces are UTF-8 to the letter (RFC 3629, section 4): no overlong form, no surrogate,
 * nothing above U+10FFFF. Jackson reads such bytes leniently, and two readers that differ are a way around a rule. Not
 * thread-safe.
 */
final class Utf8Check {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;

    private int due;
    private int least = 0x80;
    private int most = 0xBF;

    /** Whether these bytes continue well; after a false the answer is worth nothing. */
    boolean accepts(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (due == 0) {
                i = afterAscii(bytes, i, to);
            }
            if (i < to && !accepts(bytes[i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }

    private static int afterAscii(byte[] bytes, int from, int to) {
        int i = from;
        while (i <= to - Long.BYTES && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
            i += Long.BYTES;
        }
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    private boolean accepts(int b) {
        if (due == 0) {
            return begins(b);
        }
        boolean within = b >= least && b <= most;
        due--;
        expect(due, 0x80, 0xBF);
        return within;
    }

    private boolean begins(int b) {
        if (b >= 0xC2 && b <= 0xDF) {
            return expect(1, 0x80, 0xBF);
        }
        if (b >= 0xE0 && b <= 0xEF) {
            return expect(2, b == 0xE0 ? 0xA0 : 0x80, b == 0xED ? 0x9F : 0xBF);
        }
        if (b >= 0xF0 && b <= 0xF4) {
            return expect(3, b == 0xF0 ? 0x90 : 0x80, b == 0xF4 ? 0x8F : 0xBF);
        }
        return b < 0x80;
    }

    private boolean expect(int continuations, int from, int to) {
        due = continuations;
        least = from;
        most = to;
        return true;
    }
}
