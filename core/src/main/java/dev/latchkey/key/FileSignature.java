package dev.latchkey.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What a file looks like from outside: enough to notice writes in place, renames over it, and links that were turned to
 * another file, also further up the path as Kubernetes does.
 *
 * @param target the file itself, all links followed
 * @param fileKey the file system's own key for it, such as device and inode, where there is one
 * @param bytes its size
 * @param modified when its content changed last
 * @param changed when anything about it changed last, where the file system tells (it cannot be set back by a program)
 */
record FileSignature(
        Path target,
        @Nullable Object fileKey,
        long bytes,
        FileTime modified,
        @Nullable Object changed) {

    /** The signature of the file that {@code path} leads to now. */
    static FileSignature of(Path path) throws IOException {
        Path target = path.toRealPath();
        BasicFileAttributes attributes = Files.readAttributes(target, BasicFileAttributes.class);
        return new FileSignature(
                target, attributes.fileKey(), attributes.size(), attributes.lastModifiedTime(), changeTime(target));
    }

    private static @Nullable Object changeTime(Path target) throws IOException {
        return target.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? Files.getAttribute(target, "unix:ctime")
                : null;
    }
}
