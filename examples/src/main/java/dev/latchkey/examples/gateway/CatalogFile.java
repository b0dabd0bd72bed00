package dev.latchkey.examples.gateway;

import dev.latchkey.access.ModelCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where a {@link CatalogText} is found: in a file that the operator names, or beside this class. */
final class CatalogFile {
    private static final int MOST_BYTES = 16 << 20;
    private static final String BUILT_IN = "catalog.json";

    private CatalogFile() {}

    /** A few well-known models. */
    static ModelCatalog builtIn() {
        try (InputStream in = Objects.requireNonNull(CatalogFile.class.getResourceAsStream(BUILT_IN), BUILT_IN)) {
            return CatalogText.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a file, once.
     *
     * @throws IllegalArgumentException if it cannot be read, or is not as it should be: names the file and what to change
     */
    static ModelCatalog read(Path file) {
        try {
            return CatalogText.parse(text(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("catalogue " + file + ": " + e.getMessage(), e);
        }
    }

    private static String text(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("no such file; create it, or name another");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IllegalArgumentException("more than " + MOST_BYTES + " bytes; leave models out");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8; save it as UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read; check its permissions", e);
        }
    }
}
