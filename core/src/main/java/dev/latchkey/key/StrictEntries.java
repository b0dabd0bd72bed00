package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The strict reading: the first entry that is not right refuses the ring, by position and never by value. */
final class StrictEntries implements RingEntries {
    static final int MAX_ARGON2ID = 8;

    private static final byte[] ARGON2ID = "$argon2id$".getBytes(StandardCharsets.US_ASCII);
    private static final String EXPECTED = "expected label:digest or a digest alone, a digest being 64 hex digits";
    private static final String MAKE_ONE = "store the SHA-256 of a key, never the key itself";

    private final List<KeyRecord> records = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();
    private int argon2id;

    @Override
    public void entry(byte[] bytes, int length, int position, boolean startsLine) {
        refuseForeignBytes(bytes, length, position);
        int secret = indexOfArgon2id(bytes, length);
        if (secret >= 0) {
            addArgon2id(bytes, secret, length, position, startsLine);
        } else {
            addDigest(bytes, length, position);
        }
    }

    @Override
    public void overlong(int position) {
        throw EntryName.at(position).refused("longer than " + RingSplitter.MAX_ENTRY_BYTES + " bytes; " + EXPECTED);
    }

    @Override
    public boolean takesWholeLine(byte[] bytes, int length) {
        return indexOfArgon2id(bytes, length) >= 0;
    }

    @Override
    public RingContent finish() {
        if (records.isEmpty()) {
            throw new IllegalArgumentException("the key ring is empty: " + EXPECTED
                    + "; separate entries by commas or line feeds, and " + MAKE_ONE);
        }
        return new RingContent(records, table(), Optional.empty());
    }

    /** The table finds repeated digests while it is filled; only then is it worth the effort to tell where they stand. */
    private KeyTable table() {
        try {
            return KeyTable.of(records);
        } catch (IllegalArgumentException e) {
            throw firstRepeatedSecret().orElse(e);
        }
    }

    /** Every entry has become a record, so that positions are those of the records. */
    private Optional<IllegalArgumentException> firstRepeatedSecret() {
        Map<Object, Integer> positions = new HashMap<>();
        int position = 0;
        for (KeyRecord record : records) {
            KeySecret secret = record.secrets().get(0);
            Integer first = positions.putIfAbsent(List.of(secret.digest(), secret.argon2id()), ++position);
            if (first != null) {
                return Optional.of(new EntryName(position, record.label())
                        .refused("the same digest as entry " + first + "; keep one of the two"));
            }
        }
        return Optional.empty();
    }

    private static void refuseForeignBytes(byte[] bytes, int length, int position) {
        if (bytes[0] == '#') {
            throw EntryName.at(position)
                    .refused(
                            "a ring has no comments, and other readers take what follows '#' for a live key; delete the line");
        }
        for (int i = 0; i < length; i++) {
            int b = bytes[i] & 0xff;
            if (b == 0 || b >= 0xFE) {
                throw EntryName.at(position).refused("no UTF-8 text, perhaps UTF-16; save the ring as UTF-8");
            }
            if (b == 0xEF && i + 2 < length && bytes[i + 1] == (byte) 0xBB && bytes[i + 2] == (byte) 0xBF) {
                throw EntryName.at(position).refused("a byte-order mark that is not at the very beginning; remove it");
            }
        }
    }

    private void addDigest(byte[] bytes, int length, int position) {
        int colon = lastColon(bytes, length);
        KeyHash digest = HexDigest.read(bytes, colon + 1, length);
        if (digest == null) {
            throw EntryName.at(position).refused(noDigest(bytes, colon + 1, length));
        }
        String label = colon < 0 ? "" : text(bytes, 0, colon);
        EntryName name = new EntryName(position, label);
        if (colon >= 0) {
            addLabel(label, name);
        }
        if (NotoriousDigests.contains(digest)) {
            throw name.refused("the digest of a word that everybody tries; mint a random key");
        }
        records.add(KeyRecord.builder(KeySecret.digest(digest)).label(label).build());
    }

    private void addArgon2id(byte[] bytes, int secret, int length, int position, boolean startsLine) {
        EntryName name = EntryName.at(position);
        if (!startsLine || secret == 0) {
            throw name.refused("an Argon2id entry is label:$argon2id$… on a line of its own");
        }
        if (++argon2id > MAX_ARGON2ID) {
            throw name.refused("at most " + MAX_ARGON2ID + " Argon2id entries; use random keys and their digests");
        }
        String label = text(bytes, 0, secret - 1);
        addLabel(label, name);
        Argon2idHash hash = argon2id(text(bytes, secret, length), name);
        records.add(KeyRecord.builder(KeySecret.argon2id(hash)).label(label).build());
    }

    private static Argon2idHash argon2id(String phc, EntryName name) {
        try {
            return Argon2idHash.parse(phc);
        } catch (IllegalArgumentException e) {
            throw name.refused("argon2id: " + e.getMessage());
        }
    }

    private void addLabel(String label, EntryName name) {
        try {
            EntryName.requireLabel(label);
        } catch (IllegalArgumentException e) {
            throw name.refused("label: " + e.getMessage());
        }
        Integer first = labels.putIfAbsent(label, name.position());
        if (first != null) {
            throw name.refused("the same label as entry " + first + "; give each key a label of its own");
        }
    }

    private static String noDigest(byte[] bytes, int from, int to) {
        if (from == 0) {
            return HexDigest.isHex(bytes, 0, to) ? "expected 64 hex digits, found " + to : EXPECTED + "; " + MAKE_ONE;
        }
        return HexDigest.isHex(bytes, from, to)
                ? "expected 64 hex digits, found " + (to - from)
                : "expected 64 hex digits after the last colon, found other characters; " + MAKE_ONE;
    }

    private static int lastColon(byte[] bytes, int length) {
        int at = length - 1;
        while (at >= 0 && bytes[at] != ':') {
            at--;
        }
        return at;
    }

    /** Where {@code $argon2id$} stands at the beginning of the entry or after a colon; -1 if it does not. */
    private static int indexOfArgon2id(byte[] bytes, int length) {
        for (int i = 0; i <= length - ARGON2ID.length; i++) {
            if (bytes[i] == '$') {
                boolean begins = i == 0 || bytes[i - 1] == ':';
                return begins && startsWithArgon2id(bytes, i) ? i : -1;
            }
        }
        return -1;
    }

    private static boolean startsWithArgon2id(byte[] bytes, int from) {
        for (int i = 0; i < ARGON2ID.length; i++) {
            if (bytes[from + i] != ARGON2ID[i]) {
                return false;
            }
        }
        return true;
    }

    /** ISO 8859-1 maps every byte to one character, so that what is no ASCII is still refused by the label's rule. */
    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
