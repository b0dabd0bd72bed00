package dev.latchkey.key;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A file of keys that is to be read once, whole, and within a bound. What it is gets checked before it is opened, since
 * opening a FIFO waits for a writer and a device has no end.
 */
final class RegularFile {
    static final long MAX_BYTES = 1L << 30;

    /** Reads from the beginning; throws {@link IllegalArgumentException} for content that is not as it should be. */
    @FunctionalInterface
    interface Content<T> {
        T read(InputStream in) throws IOException;
    }

    private final String what;
    private final Path path;

    /**
     * @param what the operator's word for the file, such as "key ring"
     */
    RegularFile(String what, Path path) {
        this.what = what;
        this.path = path;
    }

    /**
     * Reads the file, following links.
     *
     * @throws IllegalArgumentException if it cannot be read or is not as it should be: one line that says which file,
     *     what is wrong and what to do
     */
    <T> T read(Content<T> content) {
        try {
            return readChecked(content);
        } catch (IOException e) {
            throw refused(describe(e));
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage());
        }
    }

    /** As {@link #read}, but leaves what the file system said, and what the content is refused for, to the caller. */
    <T> T readChecked(Content<T> content) throws IOException {
        requireReadable(Files.readAttributes(path, BasicFileAttributes.class));
        try (InputStream in = new BufferedInputStream(new BoundedStream(Files.newInputStream(path), MAX_BYTES))) {
            return content.read(in);
        }
    }

    /** What went wrong, in words without anything that the file holds. */
    static String describe(IOException problem) {
        if (problem instanceof NoSuchFileException) {
            return "no such file; create it, or name another";
        }
        if (problem instanceof AccessDeniedException) {
            return "access denied; let this process read it";
        }
        if (problem instanceof CharacterCodingException) {
            return "not UTF-8 text; save it as UTF-8";
        }
        return "cannot be read (" + problem.getClass().getSimpleName() + ")";
    }

    IllegalArgumentException refused(@Nullable String problem) {
        return new IllegalArgumentException(this + ": " + problem);
    }

    private static void requireReadable(BasicFileAttributes attributes) {
        if (attributes.isDirectory()) {
            throw new IllegalArgumentException("a directory; name a file in it");
        }
        if (!attributes.isRegularFile()) {
            throw new IllegalArgumentException("not a regular file, but a device or a pipe; name a file");
        }
        BoundedStream.requireWithin(attributes.size(), MAX_BYTES);
    }

    /** What and where, fit for a log line. */
    @Override
    public String toString() {
        return what + " " + LogText.of(path.toString());
    }
}
