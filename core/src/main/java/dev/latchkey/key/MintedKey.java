package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A key that was just made. Its text can be read once, to be shown to its owner; what is stored is its
 * {@linkplain #hash hash}. Neither a record nor serializable, and prints itself redacted. Thread-safe.
 */
public final class MintedKey {
    private final ApiKey key;
    private final AtomicBoolean revealed = new AtomicBoolean();

    MintedKey(ApiKey key) {
        this.key = key;
    }

    /**
     * The key's text, for the one answer that shows it to its owner. Nothing else may see it: no log, no file, no
     * second answer.
     *
     * @throws IllegalStateException if it was called before, by any thread
     */
    public String revealOnce() {
        if (!revealed.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    "this key was revealed before, and a key is shown once only: mint another one");
        }
        return new String(key.bytes, key.from, key.length(), StandardCharsets.US_ASCII);
    }

    /** The key as a credential, as if a client had sent it. */
    public ApiKey apiKey() {
        return key;
    }

    /**
     * The key's prefix and the four characters behind it, by which its owner may recognise it in a list; so many are not
     * worth guessing at, and no more is ever shown.
     *
     * @param format the format that it was minted in
     */
    public String beginning(KeyFormat format) {
        int shown = Math.min(format.prefix().length() + 4, key.length() / 2);
        return new String(key.bytes, key.from, shown, StandardCharsets.US_ASCII);
    }

    /** What to store in the key's place. */
    public KeyHash hash(HashScheme scheme) {
        return scheme.hash(key);
    }

    /** At most a well-known prefix and two characters; see {@link ApiKey#toString()}. */
    @Override
    public String toString() {
        return key.toString();
    }
}
