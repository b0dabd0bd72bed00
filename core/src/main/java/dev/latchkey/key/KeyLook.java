package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Whether a text that should be a name looks like somebody's pasted secret. Errs on the side of secrecy: what may be a
 * secret is left out of messages, what surely looks like a key is refused as a name.
 */
public final class KeyLook {
    private static final List<String> UNMISTAKABLE = List.of("gw_sk_", "fai_", "llmgtwy_");
    private static final List<String> COMMON = List.of("gw-", "sk-", "sk_");
    private static final String FIRST_LETTERS = "gfls";
    private static final int LONG_BODY = 16;
    private static final int SOME_BODY = 8;
    private static final int LONG_NAME = 20;
    private static final int MANY_CHARACTERS = 10;

    private KeyLook() {}

    /** A known prefix and a long body; after a prefix that names may also have, the body must look random too. */
    static boolean isKey(String text) {
        return bodyAfter(UNMISTAKABLE, text) >= LONG_BODY || (bodyAfter(COMMON, text) >= LONG_BODY && isMixed(text));
    }

    /** As {@link #isKey(String)}, of a label in ASCII. */
    static boolean isKey(byte[] text, int from, int to) {
        return FIRST_LETTERS.indexOf(text[from]) >= 0
                && isKey(new String(text, from, to - from, StandardCharsets.US_ASCII));
    }

    /** Whether a word must stay out of messages: a key's prefix, or 20 characters and more of many kinds. */
    public static boolean maybeSecret(String text) {
        return hasKeyPrefix(text)
                || (text.length() >= LONG_NAME && text.chars().distinct().count() >= MANY_CHARACTERS);
    }

    /** Whether a JSON member's name may be repeated in a message: words in lower case, or something short. */
    static boolean isNameable(String member) {
        boolean words = member.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '_');
        return Labels.isWellFormed(member) && !hasKeyPrefix(member) && (words || member.length() < LONG_NAME);
    }

    private static boolean hasKeyPrefix(String text) {
        return bodyAfter(UNMISTAKABLE, text) >= SOME_BODY || bodyAfter(COMMON, text) >= SOME_BODY;
    }

    private static int bodyAfter(List<String> prefixes, String text) {
        for (String prefix : prefixes) {
            if (text.startsWith(prefix)) {
                return text.length() - prefix.length();
            }
        }
        return 0;
    }

    private static boolean isMixed(String text) {
        return text.chars().anyMatch(c -> c >= 'a' && c <= 'z')
                && text.chars().anyMatch(c -> c >= 'A' && c <= 'Z')
                && text.chars().anyMatch(c -> c >= '0' && c <= '9');
    }
}
