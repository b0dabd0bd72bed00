package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How keys look and how they are minted: a prefix that people and secret scanners know them by, a random body, and
 * optionally a checksum. Immutable and thread-safe.
 *
 * <p><b>The checksum</b> is the last six characters: six base-62 digits ({@code 0-9A-Za-z}, most significant first,
 * padded with {@code 0}) of the CRC-32 of everything before them, prefix included, as {@code zlib.crc32} computes it
 * (ISO-HDLC: polynomial 0x04C11DB7 reflected, initial value and final XOR 0xFFFFFFFF). A scanner that has found a
 * candidate by {@link #scannerPattern()} computes it and drops the candidate when the digits differ. With a
 * {@linkplain #withChecksumSecret(byte[]) secret} the number is instead the first 8 bytes of HMAC-SHA-256 under that
 * secret, most significant first and unsigned, modulo 62<sup>6</sup>.
 */
public final class KeyFormat {
    private static final KeyFormat STANDARD =
            builder("gw_sk_").characters(Alphabet.BASE62, 34).checksum().build();
    private static final KeyFormat TRANSACTIONAL =
            builder("gw_sk_").characters(Alphabet.BASE62, 24).build();
    private static final KeyFormat ANY_LLM = builder("gw-").base64urlBytes(48).build();
    private static final KeyFormat FREE_AI = builder("fai_").base64urlBytes(32).build();
    private static final KeyFormat LLM_GATEWAY =
            builder("llmgtwy_").characters(Alphabet.BASE62, 40).build();
    private static final List<KeyFormat> PRESETS = List.of(STANDARD, TRANSACTIONAL, ANY_LLM, FREE_AI, LLM_GATEWAY);

    private static final int MIN_CHECKSUM_SECRET = 16;
    private static final int SHOWN = 2;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] prefix;
    private final KeyBody body;
    private final @Nullable Checksum checksum;
    private final int length;

    KeyFormat(byte[] prefix, KeyBody body, @Nullable Checksum checksum) {
        this.prefix = prefix;
        this.body = body;
        this.checksum = checksum;
        this.length = prefix.length + body.length() + (checksum == null ? 0 : Checksum.DIGITS);
    }

    /** {@code gw_sk_}, 34 base-62 characters and the checksum: 46 characters and 202 bits, one block of SHA-256. */
    public static KeyFormat standard() {
        return STANDARD;
    }

    /** {@code gw_sk_} and 24 base-62 characters: 30 characters, 142 bits, no checksum. */
    public static KeyFormat transactional() {
        return TRANSACTIONAL;
    }

    /** {@code gw-} and 48 random bytes in base64url: 67 characters, 384 bits, no checksum. */
    public static KeyFormat anyLlm() {
        return ANY_LLM;
    }

    /** {@code fai_} and 32 random bytes in base64url without padding: 47 characters, 256 bits, no checksum. */
    public static KeyFormat freeAi() {
        return FREE_AI;
    }

    /** {@code llmgtwy_} and 40 base-62 characters: 48 characters, 238 bits, no checksum. */
    public static KeyFormat llmGateway() {
        return LLM_GATEWAY;
    }

    /**
     * A format of the host's own.
     *
     * @param prefix how every key begins: 1 to 64 characters, such as {@code acme_}
     */
    public static KeyFormatBuilder builder(String prefix) {
        return new KeyFormatBuilder(prefix);
    }

    /**
     * This format with a checksum that only the holder of the secret can compute, so that a forged key is refused
     * before any lookup. Keys minted without the secret, or under another one, no longer match.
     *
     * @param secret at least 16 bytes; 32 random ones are recommended
     * @throws IllegalArgumentException if the secret is shorter, or this format has no checksum
     */
    public KeyFormat withChecksumSecret(byte[] secret) {
        if (checksum == null) {
            throw new IllegalArgumentException("checksum secret: this format has no checksum; build it with one");
        }
        if (secret.length < MIN_CHECKSUM_SECRET) {
            throw new IllegalArgumentException("checksum secret: expected at least 16 bytes, found " + secret.length);
        }
        return new KeyFormat(prefix, body, Checksum.keyed(secret));
    }

    /** As {@link #withChecksumSecret(byte[])}, with the UTF-8 bytes of the text. */
    public KeyFormat withChecksumSecret(String secret) {
        return withChecksumSecret(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** A new key, from {@link SecureRandom}, in which every body is as likely as any other. */
    public MintedKey mint() {
        return mint(RANDOM);
    }

    MintedKey mint(RandomGenerator random) {
        byte[] text = Arrays.copyOf(prefix, length);
        body.draw(random, text, prefix.length);
        if (checksum != null) {
            checksum.complete(text);
        }
        return new MintedKey(ApiKey.ofAscii(text, 0, length));
    }

    /** Whether the key has exactly this format's prefix, length and alphabet; the checksum is not looked at. */
    public boolean matches(ApiKey key) {
        if (key.length() != length || !key.startsWith(prefix)) {
            return false;
        }
        int bodyFrom = key.from + prefix.length;
        int bodyTo = bodyFrom + body.length();
        return body.alphabet().spans(key.bytes, bodyFrom, bodyTo) && Alphabet.BASE62.spans(key.bytes, bodyTo, key.to);
    }

    /** How every key begins. */
    String prefix() {
        return new String(prefix, StandardCharsets.US_ASCII);
    }

    /** How many characters a key has. */
    int length() {
        return length;
    }

    /** Whether keys of this format end in a checksum. */
    public boolean hasChecksum() {
        return checksum != null;
    }

    /**
     * Whether the key {@linkplain #matches matches} and its checksum is right; always true when the format
     * {@linkplain #hasChecksum has none}. A right checksum is never enough to let a key in.
     */
    public boolean checksumMatches(ApiKey key) {
        return checksum == null || (matches(key) && checksum.matches(key.bytes, key.from, key.to));
    }

    /**
     * The regular expression to register with secret scanners. It needs no look-around and no flags, so that RE2
     * (gitleaks), Hyperscan (GitHub) and backtracking engines read it alike. It finds a key anywhere in a text, and
     * never a shorter one; where there is a checksum, the scanner should then verify it.
     */
    public String scannerPattern() {
        StringBuilder pattern = new StringBuilder();
        for (byte character : prefix) {
            if (".+*^$|".indexOf(character) >= 0) {
                pattern.append('\\');
            }
            pattern.append((char) character);
        }
        pattern.append(body.alphabet().characterClass()).append(repeated(body.length()));
        return checksum == null
                ? pattern.toString()
                : pattern.append(Alphabet.BASE62.characterClass())
                        .append(repeated(Checksum.DIGITS))
                        .toString();
    }

    private static String repeated(int times) {
        return "{" + times + "}";
    }

    /** A preset's prefix and two characters of its keys; nothing at all of any other text, which a person may have chosen. */
    static String redact(ApiKey key) {
        for (KeyFormat preset : PRESETS) {
            if (preset.matches(key)) {
                int shown = preset.prefix.length + SHOWN;
                return new String(key.bytes, key.from, shown, StandardCharsets.US_ASCII) + "…(redacted)";
            }
        }
        return "(redacted)";
    }

    /** The format in words, such as {@code gw_sk_ + 34 BASE62 + checksum}. */
    @Override
    public String toString() {
        return new String(prefix, StandardCharsets.US_ASCII) + " + " + body.length() + " " + body.alphabet()
                + (checksum == null ? "" : " + checksum");
    }
}
