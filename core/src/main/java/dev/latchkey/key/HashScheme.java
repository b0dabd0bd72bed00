package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a key's text becomes the digest that is stored: plain SHA-256, or HMAC-SHA-256 (RFC 2104) under a secret that the
 * database does not hold, known by its name. Immutable and thread-safe; prints its name, never its secret.
 */
public sealed interface HashScheme {

    /** {@code sha256}, or {@code hmac:NAME}: the word that a manifest's {@code scheme} uses. */
    String name();

    /** The digest of a key. */
    KeyHash hash(ApiKey key);

    /**
     * The first place in these tables, in their order, whose secret is this key under this scheme;
     * {@link KeyTables#NOWHERE} where there is none. Allocates nothing, and therefore takes the bytes of an {@link ApiKey}
     * that were {@linkplain ApiKey#scan scanned}.
     *
     * @param from index of the key's first byte
     * @param to index after its last byte
     * @param unnamed whether digests that name no scheme are this one's
     */
    long find(byte[] key, int from, int to, KeyTables tables, boolean unnamed);

    /** SHA-256 of the whole key. */
    static HashScheme sha256() {
        return PlainSha256.INSTANCE;
    }

    /**
     * HMAC-SHA-256 under a named secret.
     *
     * @param name 1 to 32 characters of {@code [A-Za-z0-9._-]}
     * @param secret at least 1 byte; 32 random bytes are recommended
     * @throws IllegalArgumentException if the name or the secret cannot be
     */
    static HashScheme hmacSha256(String name, byte[] secret) {
        return new HmacSha256(name, secret);
    }

    /**
     * HMAC-SHA-256 under a secret that names itself: {@code h-} and the first 8 hex digits of HMAC(secret, "name").
     *
     * @throws IllegalArgumentException if the secret is blank
     */
    static HashScheme hmacSha256(String secret) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("a hash secret must not be blank");
        }
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        byte[] word = "name".getBytes(StandardCharsets.US_ASCII);
        KeyHash named = new HmacSha256("unnamed", bytes).hash(ApiKey.ofAscii(word, 0, word.length));
        return new HmacSha256("h-" + named.toHex().substring(0, 8), bytes);
    }
}

/** The only scheme without a secret. */
final class PlainSha256 implements HashScheme {
    static final PlainSha256 INSTANCE = new PlainSha256();

    private PlainSha256() {}

    @Override
    public String name() {
        return "sha256";
    }

    @Override
    public KeyHash hash(ApiKey key) {
        return Sha256.of(key.bytes, key.from, key.to);
    }

    @Override
    public long find(byte[] key, int from, int to, KeyTables tables, boolean unnamed) {
        return Sha256.find(key, from, to, tables, this, unnamed);
    }

    @Override
    public String toString() {
        return name();
    }
}

/** A keyed digest; each {@link Mac} is reset after every use. */
final class HmacSha256 implements HashScheme {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    private final String name;
    private final Striped<Computation> computations;

    HmacSha256(String name, byte[] secret) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("hash secret's name: expected 1 to 32 characters of [A-Za-z0-9._-]");
        }
        if (secret.length == 0) {
            throw new IllegalArgumentException("hash secret " + name + ": must not be empty");
        }
        this.name = "hmac:" + name;
        SecretKeySpec key = new SecretKeySpec(secret, ALGORITHM);
        this.computations = new Striped<>(() -> new Computation(newMac(key)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public KeyHash hash(ApiKey key) {
        Computation own = computations.take();
        KeyHash hash = KeyHash.read(own.hash(key.bytes, key.from, key.to));
        computations.giveBack(own);
        return hash;
    }

    @Override
    public long find(byte[] key, int from, int to, KeyTables tables, boolean unnamed) {
        Computation own = computations.take();
        long place = tables.find(own.hash(key, from, to), this, unnamed);
        computations.giveBack(own);
        return place;
    }

    @Override
    public String toString() {
        return name;
    }

    private static Mac newMac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static final class Computation {
        private final Mac mac;
        private final byte[] result = new byte[KeyHash.BYTES];

        Computation(Mac mac) {
            this.mac = mac;
        }

        /** The digest, good until the next one. */
        byte[] hash(byte[] key, int from, int to) {
            mac.update(key, from, to - from);
            try {
                mac.doFinal(result, 0);
            } catch (ShortBufferException e) {
                throw new IllegalStateException("HMAC-SHA-256 has 32 bytes", e);
            }
            return result;
        }
    }
}
