package dev.latchkey.key;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 with a reused digest: {@code MessageDigest.getInstance} costs more than the hash. For one thread at a time. */
final class Sha256 {
    private static final Striped<Sha256> ALL = new Striped<>(Sha256::new);

    private final MessageDigest digest = newDigest();
    private final byte[] result = new byte[KeyHash.BYTES];

    private Sha256() {}

    static KeyHash of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    static KeyHash of(byte[] bytes, int from, int to) {
        Sha256 own = ALL.take();
        KeyHash hash = KeyHash.read(own.hash(bytes, from, to));
        ALL.giveBack(own);
        return hash;
    }

    /** The place of what has this digest, made by this scheme; {@link KeyTables#NOWHERE} where there is none. */
    static long find(byte[] key, int from, int to, KeyTables tables, HashScheme scheme, boolean unnamed) {
        Sha256 own = ALL.take();
        long place = tables.find(own.hash(key, from, to), scheme, unnamed);
        ALL.giveBack(own);
        return place;
    }

    /** The digest, good until the next one. */
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
