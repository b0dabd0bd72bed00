package dev.latchkey.key;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 with a reused digest. One per thread: {@code MessageDigest.getInstance} costs more than the hash, and a key
 * is hashed on whichever thread reads its request.
 */
final class Sha256 {
    private static final ThreadLocal<Sha256> PER_THREAD = ThreadLocal.withInitial(Sha256::new);

    private final MessageDigest digest = newDigest();
    private final byte[] result = new byte[KeyHash.BYTES];

    private Sha256() {}

    static KeyHash of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    static KeyHash of(byte[] bytes, int from, int to) {
        return KeyHash.read(PER_THREAD.get().hash(bytes, from, to));
    }

    static void into(byte[] bytes, int from, int to, long[] words) {
        KeyHash.read(PER_THREAD.get().hash(bytes, from, to), words);
    }

    /** The digest, good until this thread's next one. */
    private byte[] hash(byte[] bytes, int from, int to) {
        digest.update(bytes, from, to - from);
        try {
            digest.digest(result, 0, result.length);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has 32 bytes", e);
        }
        return result;
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
