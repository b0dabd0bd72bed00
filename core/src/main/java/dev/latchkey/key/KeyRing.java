package dev.latchkey.key;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ring of keys: the text {@code label:sha256hex, label:sha256hex, …} that an environment variable or a file holds,
 * read once. Strict by default; {@link #compatibleRing} is the named loosening. Immutable and thread-safe.
 *
 * <p>What {@code parse} throws tells the position of the entry, counted from 1 and blank ones left out, and what was
 * expected, never the value: people paste keys where digests belong. A label is told only where its entry holds a
 * digest and the label cannot be a secret. An entry has at most 4,096 bytes.
 */
public final class KeyRing implements KeySource {
    private static final Logger log = LoggerFactory.getLogger(KeyRing.class);

    private final List<KeyRecord> records;
    private final KeyTable table;
    private final Optional<String> warning;

    private KeyRing(List<KeyRecord> records, KeyTable table, Optional<String> warning) {
        this.records = records;
        this.table = table;
        this.warning = warning;
    }

    /**
     * A ring read {@linkplain RingReading#STRICT strictly}.
     *
     * @throws IllegalArgumentException if {@code text} is null, blank or not a ring; none of it is taken then
     */
    public static KeyRing parse(@Nullable String text) {
        return parse(text, RingReading.STRICT);
    }

    /**
     * A ring read compatibly, as free-ai does: entries that are no digest are dropped with one warning, and a ring that
     * is missing, blank or dropped altogether is {@linkplain #isEmpty() empty}. Never throws.
     */
    public static KeyRing compatibleRing(@Nullable String text) {
        return parse(text, RingReading.COMPATIBLE);
    }

    /**
     * A ring in the reading given.
     *
     * @throws IllegalArgumentException as {@link #parse(String)} does, in the strict reading only
     */
    public static KeyRing parse(@Nullable String text, RingReading reading) {
        return of(RingContent.of(text, reading), "Key ring");
    }

    /**
     * The strict ring in an environment variable.
     *
     * @throws IllegalArgumentException if the variable is not set or blank, or holds no ring; the message names it
     */
    public static KeyRing fromEnvironment(String variable) {
        return fromEnvironment(variable, System::getenv);
    }

    static KeyRing fromEnvironment(String variable, UnaryOperator<@Nullable String> environment) {
        String text = environment.apply(variable);
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("environment variable " + variable + " is "
                    + (text == null ? "not set" : "blank")
                    + ": set it to label:digest entries separated by commas, a digest being the 64 hex digits of a"
                    + " key's SHA-256");
        }
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("environment variable " + variable + ": " + e.getMessage(), e);
        }
    }

    /**
     * The strict ring in a file, read once; {@link KeyFile} keeps watching.
     *
     * @throws IllegalArgumentException if the file is missing, unreadable, no regular file, above 1 GiB, or no ring
     */
    public static KeyRing read(Path path) {
        return read(path, RingReading.STRICT);
    }

    /**
     * The ring in a file, read once in the reading given; {@link KeyFile} keeps watching.
     *
     * @throws IllegalArgumentException as {@link #read(Path)} does
     */
    public static KeyRing read(Path path, RingReading reading) {
        RegularFile file = new RegularFile("key ring", path);
        return of(file.read((InputStream in) -> RingContent.of(in, reading)), file.toString());
    }

    /**
     * One key that is configured as plain text, hashed at once; the text is not kept.
     *
     * @param label 1 to 64 characters of {@code [A-Za-z0-9._:-]}
     * @throws IllegalArgumentException if the key is empty, above 512 bytes, holds other than token characters, or is a
     *     word that everybody tries; the message never holds it
     */
    public static KeyRing ofPlaintext(String label, String key) {
        requireLabel(label);
        KeyHash digest = HashScheme.sha256().hash(ApiKey.parse(key));
        if (NotoriousDigests.contains(digest)) {
            throw new IllegalArgumentException("the key " + label
                    + " is a word that everybody tries; set it to a random one of at least 128 bits");
        }
        KeySecret secret = KeySecret.digest(digest, HashScheme.sha256().name());
        return of(List.of(KeyRecord.builder(secret).label(label).build()));
    }

    private static void requireLabel(String label) {
        try {
            EntryName.requireLabel(label);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("label of a plaintext key: " + e.getMessage(), e);
        }
    }

    /**
     * A ring of records that the host has made itself.
     *
     * @throws IllegalArgumentException if two of them share an id or a digest
     */
    public static KeyRing of(Collection<KeyRecord> records) {
        return new KeyRing(List.copyOf(records), KeyTable.of(records), Optional.empty());
    }

    private static KeyRing of(RingContent content, String source) {
        content.warning().ifPresent(warning -> log.warn("{}: {}", source, warning));
        return new KeyRing(content.records(), content.table(), content.warning());
    }

    /** The keys in the order of the text. */
    public List<KeyRecord> records() {
        return records;
    }

    /** Whether there is no key at all, which only the compatible reading and {@link #of(Collection)} allow. */
    public boolean isEmpty() {
        return records.isEmpty();
    }

    /**
     * What the compatible reading left out, in words for the operator that tell positions and no values; empty if that is
     * nothing, and in the strict reading.
     */
    public Optional<String> warning() {
        return warning;
    }

    @Override
    public KeyTable table() {
        return table;
    }

    /** The number of keys. */
    @Override
    public String toString() {
        return "KeyRing[" + records.size() + " keys]";
    }
}
