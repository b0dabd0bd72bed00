package dev.latchkey.key;

import java.util.zip.CRC32;

/**
 * Six base-62 digits at the end of a key that follow from everything before them: the most significant digit first,
 * padded with {@code 0}. Thread-safe.
 */
abstract sealed class Checksum {
    static final int DIGITS = 6;

    /** 62<sup>6</sup>: the first number that needs a seventh digit. */
    static final long LIMIT = 56_800_235_584L;

    private static final Alphabet BASE = Alphabet.BASE62;

    /** CRC-32, which anybody can verify. */
    static Checksum crc32() {
        return Crc32Checksum.INSTANCE;
    }

    /** HMAC-SHA-256, which only the holder of the secret can compute or verify. */
    static Checksum keyed(byte[] secret) {
        return new HmacChecksum(secret);
    }

    /** A number from 0 to before {@link #LIMIT}. */
    abstract long of(byte[] bytes, int from, int to);

    /** Writes the digits at the end of a key that is complete but for them. */
    final void complete(byte[] key) {
        long rest = of(key, 0, key.length - DIGITS);
        for (int i = key.length - 1; i >= key.length - DIGITS; i--) {
            key[i] = lastDigit(rest);
            rest /= BASE.size();
        }
    }

    /** Whether the last six of these bytes follow from the others, in time that does not depend on where they differ. */
    final boolean matches(byte[] bytes, int from, int to) {
        long rest = of(bytes, from, to - DIGITS);
        int difference = 0;
        for (int i = to - 1; i >= to - DIGITS; i--) {
            difference |= bytes[i] ^ lastDigit(rest);
            rest /= BASE.size();
        }
        return difference == 0;
    }

    private static byte lastDigit(long number) {
        return BASE.character((int) (number % BASE.size()));
    }
}

/** CRC-32 as zlib and PNG compute it (ISO-HDLC). */
final class Crc32Checksum extends Checksum {
    static final Crc32Checksum INSTANCE = new Crc32Checksum();

    /** One per thread: verifying a key allocates nothing. */
    private static final ThreadLocal<CRC32> PER_THREAD = ThreadLocal.withInitial(CRC32::new);

    private Crc32Checksum() {}

    @Override
    long of(byte[] bytes, int from, int to) {
        CRC32 crc = PER_THREAD.get();
        crc.reset();
        crc.update(bytes, from, to - from);
        return crc.getValue();
    }
}

/** The first 8 bytes of HMAC-SHA-256 as an unsigned number, modulo 62<sup>6</sup>. */
final class HmacChecksum extends Checksum {
    private final HashScheme hmac;

    HmacChecksum(byte[] secret) {
        this.hmac = HashScheme.hmacSha256("checksum", secret);
    }

    @Override
    long of(byte[] bytes, int from, int to) {
        return Long.remainderUnsigned(hmac.hash(ApiKey.ofAscii(bytes, from, to)).a, LIMIT);
    }
}
