package dev.latchkey.key;

import dev.latchkey.quota.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a key file held when it was read: its keys, and a digest of its bytes by which a later content is told apart.
 * The digest stays in memory and is printed nowhere.
 */
final class KeyFileContent {
    private static final int SNIFFED = 1 << 16;

    private final KeyTable table;
    private final Optional<String> warning;
    private final byte[] digest;

    private KeyFileContent(KeyTable table, Optional<String> warning, byte[] digest) {
        this.table = table;
        this.warning = warning;
        this.digest = digest;
    }

    /** Reads the file: a manifest if its first character after a byte-order mark and blanks is a brace, else a ring. */
    static KeyFileContent read(RegularFile file, RingReading reading, TimeSource time) throws IOException {
        return file.readChecked(in -> {
            DigestInputStream digesting = new DigestInputStream(in, Sha256.newDigest());
            RingContent content = beginsWithBrace(in) ? manifest(digesting, time) : RingContent.of(digesting, reading);
            if (content.records().isEmpty()) {
                throw new IllegalArgumentException(
                        "no keys in it; " + content.warning().orElse("it is empty"));
            }
            byte[] digest = digesting.getMessageDigest().digest();
            return new KeyFileContent(content.table(), content.warning(), digest);
        });
    }

    private static RingContent manifest(InputStream in, TimeSource time) throws IOException {
        KeyManifest manifest = KeyManifest.read(in, time);
        return new RingContent(manifest.records(), manifest.table(), Optional.empty());
    }

    /** Whether the file's bytes are still the same; reads them, but makes nothing of them. */
    boolean isStillIn(RegularFile file) throws IOException {
        return file.readChecked(in -> {
            DigestInputStream digesting = new DigestInputStream(in, Sha256.newDigest());
            digesting.transferTo(OutputStream.nullOutputStream());
            return Arrays.equals(digest, digesting.getMessageDigest().digest());
        });
    }

    KeyTable table() {
        return table;
    }

    /** What the compatible reading left out. */
    Optional<String> warning() {
        return warning;
    }

    static boolean beginsWithBrace(InputStream in) throws IOException {
        in.mark(SNIFFED);
        for (int i = 0; i < SNIFFED; i++) {
            int b = in.read();
            if (!isBlank(b) && !isOfMark(b, i)) {
                in.reset();
                return b == '{';
            }
        }
        throw new IllegalArgumentException("begins with " + SNIFFED + " blanks; remove them");
    }

    private static boolean isBlank(int b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    /** Whether it is a byte of U+FEFF in UTF-8, at the offset where that byte stands. */
    private static boolean isOfMark(int b, int offset) {
        return (offset == 0 && b == 0xEF) || (offset == 1 && b == 0xBB) || (offset == 2 && b == 0xBF);
    }
}
