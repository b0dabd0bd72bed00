package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * The digests that anybody would try first: of the empty text, and of words from samples and habits; and 64 zeros, which
 * are a placeholder.
 */
final class NotoriousDigests {
    private static final List<String> WORDS = List.of(
            "",
            "test",
            "testing",
            "test123",
            "test-key",
            "testkey",
            "password",
            "password1",
            "passw0rd",
            "pass",
            "admin",
            "administrator",
            "root",
            "user",
            "guest",
            "changeme",
            "change-me",
            "change_me",
            "secret",
            "mysecret",
            "my-secret",
            "key",
            "mykey",
            "my-key",
            "apikey",
            "api-key",
            "api_key",
            "myapikey",
            "my-api-key",
            "your-api-key",
            "your_api_key",
            "token",
            "letmein",
            "default",
            "example",
            "demo",
            "sample",
            "dummy",
            "none",
            "null",
            "undefined",
            "foo",
            "bar",
            "hello",
            "qwerty",
            "abc123",
            "1234",
            "12345",
            "123456",
            "12345678",
            "123456789",
            "1234567890",
            "sk-test",
            "sk-123",
            "sk-1234",
            "sk-xxx",
            "gateway",
            "<your-api-key>");

    private static final DigestIndex DIGESTS = digests();

    /** The first twelve bits of each, by which nearly every other digest is told apart without looking into the table. */
    private static final BitSet BEGINNINGS = beginnings();

    private NotoriousDigests() {}

    static boolean contains(KeyHash digest) {
        return contains(digest.a, digest.b, digest.c, digest.d);
    }

    /** As {@link #contains(KeyHash)}, of the words of a digest. */
    static boolean contains(long a, long b, long c, long d) {
        return BEGINNINGS.get(beginning(a)) && ((a | b | c | d) == 0 || DIGESTS.slotOf(a, b, c, d) >= 0);
    }

    private static BitSet beginnings() {
        BitSet beginnings = new BitSet();
        beginnings.set(0);
        DIGESTS.slots().forEach(slot -> beginnings.set(beginning(DIGESTS.digestAt(slot).a)));
        return beginnings;
    }

    private static int beginning(long a) {
        return (int) (a >>> (Long.SIZE - 12));
    }

    private static DigestIndex digests() {
        DigestIndex digests = new DigestIndex(WORDS.size() * 3);
        for (String word : WORDS) {
            digests.addAlone(digest(word));
            digests.addAlone(digest(word.toUpperCase(Locale.ROOT)));
            if (!word.isEmpty()) {
                digests.addAlone(digest(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)));
            }
        }
        return digests;
    }

    private static KeyHash digest(String word) {
        return Sha256.of(word.getBytes(StandardCharsets.US_ASCII));
    }
}
