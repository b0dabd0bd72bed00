package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The strict reading: the first entry that is not right refuses the ring, by position and never by value. */
final class StrictEntries implements RingEntries {
    static final int MAX_ARGON2ID = 8;

    private static final byte[] ARGON2ID = "$argon2id$".getBytes(StandardCharsets.US_ASCII);
    private static final String EXPECTED = "expected label:digest or a digest alone, a digest being 64 hex digits";
    private static final String MAKE_ONE = "store the SHA-256 of a key, never the key itself";

    private final HexDigest digest = new HexDigest();
    private final RingKeys keys;
    private final DistinctLabels labels;
    private final List<Chosen> chosen = new ArrayList<>();

    StrictEntries(TextProgress progress) {
        this.keys = new RingKeys(progress);
        this.labels = new DistinctLabels(keys, progress);
    }

    /** An Argon2id entry, and where it stands. */
    private record Chosen(Argon2idHash hash, int position) {}

    @Override
    public void entry(byte[] bytes, int from, int to, int position, boolean startsLine) {
        try {
            read(bytes, from, to, position, startsLine);
        } catch (IllegalArgumentException e) {
            refuseRepeatedLabel();
            throw e;
        }
    }

    /** As {@link #entry}, but whether the label was there before is left to {@link #forEachRepeatedLabel}. */
    void read(byte[] bytes, int from, int to, int position, boolean startsLine) {
        int colon = to - KeyHash.HEX_DIGITS - 1;
        boolean right = colon > from
                && bytes[colon] == ':'
                && Labels.isWellFormed(bytes, from, colon)
                && !KeyLook.isKey(bytes, from, colon)
                && digest.read(bytes, colon + 1, to);
        if (right) {
            int key = addWellFormed(bytes, from, colon, position);
            addDigest(key, bytes, from, colon);
        } else {
            lookInto(bytes, from, to, position, startsLine);
        }
    }

    private void lookInto(byte[] bytes, int from, int to, int position, boolean startsLine) {
        refuseForeignBytes(bytes, from, to, position);
        int secret = indexOfArgon2id(bytes, from, to);
        if (secret >= 0) {
            addArgon2id(bytes, from, secret, to, position, startsLine);
        } else {
            addUnlabelled(bytes, from, to, position);
        }
    }

    @Override
    public void overlong(int position) {
        refuseRepeatedLabel();
        throw tooLong(position);
    }

    static IllegalArgumentException tooLong(int position) {
        return EntryName.at(position).refused("longer than " + RingSplitter.MAX_ENTRY_BYTES + " bytes; " + EXPECTED);
    }

    @Override
    public boolean takesWholeLine(byte[] bytes, int from, int to) {
        return indexOfArgon2id(bytes, from, to) >= 0;
    }

    @Override
    public RingContent finish() {
        refuseRepeatedLabel();
        if (keys.count() == 0) {
            throw new IllegalArgumentException("the key ring is empty: " + EXPECTED
                    + "; separate entries by commas or line feeds, and " + MAKE_ONE);
        }
        return keys.content(Optional.empty());
    }

    private static void refuseForeignBytes(byte[] bytes, int from, int to, int position) {
        if (bytes[from] == '#') {
            throw EntryName.at(position)
                    .refused(
                            "a ring has no comments, and other readers take what follows '#' for a live key; delete the line");
        }
        for (int i = from; i < to; i++) {
            int b = bytes[i] & 0xff;
            if (b == 0 || b >= 0xFE) {
                throw EntryName.at(position).refused("no UTF-8 text, perhaps UTF-16; save the ring as UTF-8");
            }
            if (b == 0xEF && i + 2 < to && bytes[i + 1] == (byte) 0xBB && bytes[i + 2] == (byte) 0xBF) {
                throw EntryName.at(position).refused("a byte-order mark that is not at the very beginning; remove it");
            }
        }
    }

    private void addUnlabelled(byte[] bytes, int from, int to, int position) {
        int colon = lastColon(bytes, from, to);
        if (!digest.read(bytes, colon + 1, to)) {
            throw EntryName.at(position).refused(noDigest(bytes, from, colon + 1, to));
        }
        int key = colon >= from ? addLabel(bytes, from, colon, position) : keys.add(LabelPool.EMPTY, position);
        addDigest(key, bytes, from, Math.max(from, colon));
    }

    private void addDigest(int key, byte[] bytes, int from, int colon) {
        if (NotoriousDigests.contains(digest.a, digest.b, digest.c, digest.d)) {
            throw new EntryName(keys.positionOf(key), text(bytes, from, colon))
                    .refused(
                            digest.value().isZero()
                                    ? "64 zeros are a placeholder; " + MAKE_ONE
                                    : "the digest of a word that everybody tries; mint a random key");
        }
        keys.setDigest(key, digest);
    }

    private void addArgon2id(byte[] bytes, int from, int secret, int to, int position, boolean startsLine) {
        EntryName name = EntryName.at(position);
        if (!startsLine || secret == from) {
            throw name.refused("an Argon2id entry is label:$argon2id$… on a line of its own");
        }
        if (chosen.size() == MAX_ARGON2ID) {
            throw name.refused("at most " + MAX_ARGON2ID + " Argon2id entries; use random keys and their digests");
        }
        int key = addLabel(bytes, from, secret - 1, position);
        String label = text(bytes, from, secret - 1);
        Argon2idHash hash = argon2id(text(bytes, secret, to), name);
        for (Chosen earlier : chosen) {
            if (earlier.hash().equals(hash)) {
                throw repeated(new EntryName(position, label), "digest", earlier.position());
            }
        }
        chosen.add(new Chosen(hash, position));
        keys.setArgon2id(
                key, KeyRecord.builder(KeySecret.argon2id(hash)).label(label).build());
    }

    private static Argon2idHash argon2id(String phc, EntryName name) {
        try {
            return Argon2idHash.parse(phc);
        } catch (IllegalArgumentException e) {
            throw name.refused("argon2id: " + e.getMessage());
        }
    }

    /** Adds a key with this label. */
    private int addLabel(byte[] bytes, int from, int to, int position) {
        if (!Labels.isWellFormed(bytes, from, to) || KeyLook.isKey(bytes, from, to)) {
            refuseLabel(text(bytes, from, to), position);
        }
        return addWellFormed(bytes, from, to, position);
    }

    private int addWellFormed(byte[] bytes, int from, int to, int position) {
        int key = keys.add(keys.labels().add(bytes, from, to), position);
        labels.add(bytes, from, to, key);
        return key;
    }

    /** What is told of a label that was there before comes first where its entry does. */
    private void refuseRepeatedLabel() {
        int[] earliest = {Integer.MAX_VALUE, 0};
        labels.forEachRepeated((key, first) -> {
            if (key < earliest[0]) {
                earliest[0] = key;
                earliest[1] = first;
            }
        });
        if (earliest[0] < Integer.MAX_VALUE) {
            throw repeatedLabel(earliest[0], earliest[1]);
        }
    }

    private IllegalArgumentException repeatedLabel(int key, int first) {
        return repeated(new EntryName(keys.positionOf(key), keys.labelOf(key)), "label", keys.positionOf(first));
    }

    /** Tells the positions of entries whose label was there before, and what is wrong with them; in no order. */
    void forEachRepeatedLabel(BiConsumer<Integer, IllegalArgumentException> problems) {
        labels.forEachRepeated((key, first) -> problems.accept(keys.positionOf(key), repeatedLabel(key, first)));
    }

    private static void refuseLabel(String label, int position) {
        EntryName name = new EntryName(position, label);
        try {
            EntryName.requireLabel(label);
        } catch (IllegalArgumentException e) {
            throw name.refused("label: " + e.getMessage());
        }
    }

    private static IllegalArgumentException repeated(EntryName name, String what, int first) {
        return name.refused("the same " + what + " as entry " + first + "; "
                + (what.equals("label") ? "give each key a label of its own" : "keep one of the two"));
    }

    private static String noDigest(byte[] bytes, int start, int from, int to) {
        if (from == start) {
            return HexDigest.isHex(bytes, from, to)
                    ? "expected 64 hex digits, found " + (to - from)
                    : EXPECTED + "; " + MAKE_ONE;
        }
        return HexDigest.isHex(bytes, from, to)
                ? "expected 64 hex digits, found " + (to - from)
                : "expected 64 hex digits after the last colon, found other characters; " + MAKE_ONE;
    }

    private static int lastColon(byte[] bytes, int from, int to) {
        int at = to - 1;
        while (at >= from && bytes[at] != ':') {
            at--;
        }
        return at;
    }

    /** Where {@code $argon2id$} stands at the beginning of the entry or after a colon; -1 if it does not. */
    private static int indexOfArgon2id(byte[] bytes, int from, int to) {
        for (int i = from; i <= to - ARGON2ID.length; i++) {
            if (bytes[i] == '$') {
                boolean begins = i == from || bytes[i - 1] == ':';
                int end = i + ARGON2ID.length;
                return begins && Arrays.equals(bytes, i, end, ARGON2ID, 0, ARGON2ID.length) ? i : -1;
            }
        }
        return -1;
    }

    /** ISO 8859-1 maps every byte to one character, so that what is no ASCII is still refused by the label's rule. */
    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
