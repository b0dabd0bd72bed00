package dev.latchkey.key;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * The Argon2id hash (RFC 9106) of a secret that a person chose, which plain SHA-256 would not protect from guessing.
 * Prints nothing of itself. Immutable and thread-safe.
 */
public final class Argon2idHash {
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NEW_SALT = 16;
    private static final int NEW_TAG = 32;

    private final Argon2idCost cost;
    private final byte[] salt;
    private final byte[] tag;

    Argon2idHash(Argon2idCost cost, byte[] salt, byte[] tag) {
        this.cost = cost;
        this.salt = salt;
        this.tag = tag;
    }

    /**
     * A hash from its PHC text, such as {@code argon2 -id -e} and most libraries print it:
     * {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, salt and hash in base64 without padding.
     *
     * <p>Accepted are m (memory in KiB) from 7168 to 262144, t (iterations) from 1 to 16, p (parallelism) from 1 to 16,
     * a salt of 8 to 64 bytes and a hash of 16 to 64 bytes. OWASP asks for at least m=19456, t=2, p=1, or m=7168, t=5,
     * p=1, or what costs as much.
     *
     * @throws IllegalArgumentException if the text is anything else; the message says what was expected and never
     *     holds the text
     */
    public static Argon2idHash parse(String phc) {
        return PhcText.parse(phc);
    }

    /**
     * A new hash of this secret, with a random salt: m=19456, t=2, p=1, 16 bytes of salt, 32 bytes of hash. Takes 19 MiB
     * of heap for as long as it computes, some tens of milliseconds.
     */
    public static Argon2idHash of(ApiKey secret) {
        byte[] salt = new byte[NEW_SALT];
        RANDOM.nextBytes(salt);
        Argon2idCost cost = Argon2idCost.RECOMMENDED;
        return new Argon2idHash(cost, salt, Argon2id.tag(secret, cost, salt, NEW_TAG));
    }

    /** Whether a configured text means an Argon2 hash rather than a secret: it starts with {@code $argon2}. */
    public static boolean looksLike(String text) {
        return text.startsWith("$argon2");
    }

    /** Whether this is the hash of that key; computes it, in memory and time as the hash's own parameters say. */
    boolean matches(ApiKey key) {
        return MessageDigest.isEqual(tag, Argon2id.tag(key, cost, salt, tag.length));
    }

    /** The PHC text: what {@link #parse} reads, and what a store keeps. It is for no log: secrets of people are guessed from it. */
    public String phc() {
        return "$argon2id$v=" + Argon2id.VERSION + "$" + cost.phc() + "$" + BASE64.encodeToString(salt) + "$"
                + BASE64.encodeToString(tag);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Argon2idHash that
                && cost.equals(that.cost)
                && Arrays.equals(salt, that.salt)
                && MessageDigest.isEqual(tag, that.tag);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(salt);
    }

    /** {@code argon2id (redacted)}: neither salt nor hash. */
    @Override
    public String toString() {
        return "argon2id (redacted)";
    }
}
