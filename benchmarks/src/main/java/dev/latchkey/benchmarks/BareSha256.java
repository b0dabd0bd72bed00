package dev.latchkey.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** What nobody who stores digests can avoid: one SHA-256 of a key, with everything reused that can be. For one thread. */
final class BareSha256 {
    private final MessageDigest sha256;
    private final byte[][] keys;
    private final byte[] digest = new byte[32];

    BareSha256(List<String> keys) {
        this.keys = keys.stream()
                .map(key -> key.getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new);
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] hash(int index) {
        byte[] key = keys[index];
        sha256.update(key, 0, key.length);
        try {
            sha256.digest(digest, 0, digest.length);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has 32 bytes", e);
        }
        return digest;
    }
}
