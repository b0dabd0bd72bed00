package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The compatible reading, as free-ai does it: what is no digest is dropped. Departs from the original on purpose in
 * refusing the digests of notorious words, and in forgetting a label that is a key.
 */
final class CompatibleEntries implements RingEntries {
    private final HexDigest digest = new HexDigest();
    private final RingKeys keys;
    private final Set<KeyHash> digests = new HashSet<>();
    private final Positions dropped = new Positions();
    private final Positions notorious = new Positions();
    private final Positions keysAsLabels = new Positions();

    CompatibleEntries(TextProgress progress) {
        this.keys = new RingKeys(progress);
    }

    @Override
    public void entry(byte[] bytes, int from, int to, int position, boolean startsLine) {
        String entry = trim(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        if (entry.isEmpty()) {
            return;
        }
        int colon = entry.lastIndexOf(':');
        byte[] hex = trim(entry.substring(colon + 1)).getBytes(StandardCharsets.UTF_8);
        if (!digest.read(hex, 0, hex.length)) {
            dropped.add(position);
        } else if (NotoriousDigests.contains(digest.a, digest.b, digest.c, digest.d)) {
            notorious.add(position);
        } else if (digests.add(digest.value())) {
            String label = colon < 0 ? "" : trim(entry.substring(0, colon));
            byte[] kept = unlessKey(label, position).getBytes(StandardCharsets.UTF_8);
            int key = keys.add(keys.labels().add(kept, 0, kept.length), position);
            keys.setDigest(key, digest);
        }
    }

    @Override
    public void overlong(int position) {
        dropped.add(position);
    }

    @Override
    public boolean takesWholeLine(byte[] bytes, int from, int to) {
        return false;
    }

    @Override
    public RingContent finish() {
        List<String> warnings = new ArrayList<>();
        dropped.describe("dropped, for being no SHA-256 digest").ifPresent(warnings::add);
        notorious
                .describe("dropped, for being the digest of a word that everybody tries")
                .ifPresent(warnings::add);
        keysAsLabels.describe("kept without a label, since it looks like a key").ifPresent(warnings::add);
        return keys.content(warnings.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", warnings)));
    }

    private String unlessKey(String label, int position) {
        if (!KeyLook.isKey(label)) {
            return label;
        }
        keysAsLabels.add(position);
        return "";
    }

    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isWhiteSpace(text.charAt(from))) {
            from++;
        }
        while (from < to && isWhiteSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** WhiteSpace and LineTerminator of ECMA-262, sections 12.2 and 12.3: what JavaScript's {@code trim} removes. */
    private static boolean isWhiteSpace(char c) {
        return (c >= '\t' && c <= '\r')
                || c == '\u2028'
                || c == '\u2029'
                || c == '\uFEFF'
                || Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    /** How many entries met one fate, and where the first of them stand. */
    private static final class Positions {
        private static final int SHOWN = 20;

        private final StringBuilder shown = new StringBuilder();
        private int count;

        void add(int position) {
            if (++count <= SHOWN) {
                shown.append(count == 1 ? "" : ", ").append(position);
            }
        }

        Optional<String> describe(String fate) {
            return count == 0
                    ? Optional.empty()
                    : Optional.of(count + (count == 1 ? " entry " : " entries ") + fate + " (" + shown
                            + (count > SHOWN ? ", …" : "") + ")");
        }
    }
}
