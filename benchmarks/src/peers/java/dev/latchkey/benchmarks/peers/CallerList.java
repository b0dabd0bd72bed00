package dev.latchkey.benchmarks.peers;

import dev.latchkey.benchmarks.MadeUpKeys;
import dev.latchkey.benchmarks.Shuffled;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has which key, as it is usually written: a digest from the provider, in hexadecimal digits, looked up in a map. All
 * doors but ours ask it.
 */
final class CallerList {
    /** How many callers there are. */
    static final int SIZE = 10_000;

    private static final HexFormat HEX = HexFormat.of();

    private final Map<String, Caller> byHash = new HashMap<>(2 * SIZE);

    /** Somebody with a key. */
    record Caller(String name) {}

    CallerList() {
        for (int key : Shuffled.below(SIZE)) {
            byHash.put(hash(MadeUpKeys.text(key)), new Caller("label-" + key));
        }
    }

    /** Whose key it is; null if it is nobody's. */
    @Nullable Caller find(String key) {
        return key.isEmpty() ? null : byHash.get(hash(key));
    }

    static String hash(String key) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HEX.formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
