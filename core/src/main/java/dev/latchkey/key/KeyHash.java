package dev.latchkey.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * A 256-bit digest of a key: what is stored and looked up instead of the key. Equality is decided in constant time.
 * Immutable and thread-safe.
 */
public final class KeyHash {
    static final int BYTES = 32;
    static final int WORDS = 4;
    static final int HEX_DIGITS = 64;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    final long a;
    final long b;
    final long c;
    final long d;

    KeyHash(long a, long b, long c, long d) {
        this.a = a;
        this.b = b;
        this.c = c;
        this.d = d;
    }

    /**
     * A digest from its 32 bytes, most significant first.
     *
     * @throws IllegalArgumentException if there are not exactly 32
     */
    public static KeyHash of(byte[] digest) {
        if (digest.length != BYTES) {
            throw new IllegalArgumentException("expected 32 bytes, found " + digest.length);
        }
        return read(digest);
    }

    /** As {@link #of}, from the first 32 bytes of a longer buffer. */
    static KeyHash read(byte[] digest) {
        return new KeyHash(word(digest, 0), word(digest, 1), word(digest, 2), word(digest, 3));
    }

    /** One of the four words of a digest, counted from the most significant. */
    static long word(byte[] digest, int index) {
        return (long) LONGS.get(digest, index * Long.BYTES);
    }

    /**
     * A digest from 64 hexadecimal digits in either case.
     *
     * @throws IllegalArgumentException if {@code hex} is anything else; the message tells its length, never its text
     */
    public static KeyHash parse(CharSequence hex) {
        if (hex.length() != HEX_DIGITS) {
            throw new IllegalArgumentException("expected 64 hex digits, found " + hex.length() + " characters");
        }
        return new KeyHash(word(hex, 0), word(hex, 16), word(hex, 32), word(hex, 48));
    }

    private static long word(CharSequence hex, int from) {
        long word = 0;
        for (int i = from; i < from + 16; i++) {
            char digit = hex.charAt(i);
            if (!HexFormat.isHexDigit(digit)) {
                throw new IllegalArgumentException("expected 64 hex digits, found another character at " + (i + 1));
            }
            word = word << 4 | HexFormat.fromHexDigit(digit);
        }
        return word;
    }

    /** The 32 bytes, most significant first; a fresh array. */
    public byte[] toBytes() {
        byte[] bytes = new byte[BYTES];
        LONGS.set(bytes, 0, a);
        LONGS.set(bytes, 8, b);
        LONGS.set(bytes, 16, c);
        LONGS.set(bytes, 24, d);
        return bytes;
    }

    /** The digest as 64 lower-case hexadecimal digits. */
    public String toHex() {
        return HexFormat.of().formatHex(toBytes());
    }

    /** Whether both are the same digest, in time that does not depend on where they differ. */
    boolean matches(long otherA, long otherB, long otherC, long otherD) {
        return ((a ^ otherA) | (b ^ otherB) | (c ^ otherC) | (d ^ otherD)) == 0;
    }

    /** Whether all bits are zero, which no key's digest ever is. */
    boolean isZero() {
        return (a | b | c | d) == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyHash that && matches(that.a, that.b, that.c, that.d);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(a);
    }

    /** The first eight digits, enough to tell two apart in a log. */
    @Override
    public String toString() {
        return toHex().substring(0, 8) + "…";
    }
}
