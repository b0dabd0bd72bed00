package dev.latchkey.examples.http;

import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.MintedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keys that were minted for a test, and the manifest that holds their digests. */
public final class TestKeys {
    private final KeyFormat format;
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Map<String, String> entries = new LinkedHashMap<>();

    public TestKeys(KeyFormat format) {
        this.format = format;
    }

    /** Mints a key; {@code members} are further members of its entry, each with a comma in front. */
    public TestKeys mint(String label, String members) {
        return mint(label, HashScheme.sha256(), members);
    }

    public TestKeys mint(String label, HashScheme scheme, String members) {
        MintedKey minted = format.mint();
        keys.put(label, minted.revealOnce());
        entries.put(
                label,
                "{\"label\":\"" + label + "\",\"sha256\":\""
                        + minted.hash(scheme).toHex() + "\"" + members + "}");
        return this;
    }

    /** The five states that a key can be in. */
    public TestKeys mintEveryState() {
        return mint("good", "")
                .mint("inactive", ",\"status\":\"inactive\"")
                .mint("deleted", ",\"status\":\"deleted\"")
                .mint("expired", ",\"expires_at\":\"2020-01-01T00:00:00Z\"")
                .mint("early", ",\"not_before\":\"2099-01-01T00:00:00Z\"");
    }

    public void revoke(String label) {
        entries.computeIfPresent(label, (unused, entry) -> entry.replace("\"}", "\",\"status\":\"deleted\"}"));
    }

    public String key(String label) {
        String key = keys.get(label);
        if (key == null) {
            throw new IllegalArgumentException("no key was minted for " + label);
        }
        return key;
    }

    /** A key of the right shape that nobody knows. */
    public String unknownKey() {
        return format.mint().revealOnce();
    }

    /** Replaces the file whole, as operators should. */
    public Path writeTo(Path file) throws IOException {
        Path next = Files.createTempFile(file.getParent(), "manifest", ".next");
        Files.writeString(next, "{\"version\":1,\"entries\":[" + String.join(",", entries.values()) + "]}");
        return Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
