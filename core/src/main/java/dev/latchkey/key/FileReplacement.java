package dev.latchkey.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file whose content is replaced as a whole: whoever reads it, and whatever dies meanwhile, there is the old content or
 * the new. The order is write beside it, fsync, rename over it, fsync the directory. Readable by its owner only. The
 * caller sees to it that there is one writer at a time.
 */
final class FileReplacement {
    private static final int RANDOM_BYTES = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path target;
    private final Path folder;
    private final Pattern temporaryName;

    /**
     * @param target the file, all links resolved
     */
    FileReplacement(Path target) {
        this.target = target;
        this.folder = Objects.requireNonNull(target.getParent(), "a file stands in a directory");
        this.temporaryName = Pattern.compile(
                Pattern.quote("." + target.getFileName() + ".") + "[0-9a-f]{" + 2 * RANDOM_BYTES + "}\\.tmp");
    }

    /** Deletes what writers that died have left beside the file. */
    void deleteLeftovers() throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, this::isTemporary)) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    private boolean isTemporary(Path file) {
        return temporaryName.matcher(String.valueOf(file.getFileName())).matches()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Replaces the content; the old one is intact if this throws before the rename. */
    void write(byte[] content) throws IOException {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        Path temporary =
                folder.resolve("." + target.getFileName() + "." + HexFormat.of().formatHex(random) + ".tmp");
        try {
            writeNew(temporary, content);
            keepOwner(temporary, target);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            deleteAfter(e, temporary);
            throw e;
        }
        forceFolder();
    }

    private static void writeNew(Path temporary, byte[] content) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel file = FileChannel.open(temporary, options, ownerOnly(temporary.getFileSystem()))) {
            for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
                file.write(rest);
            }
            file.force(true);
        }
    }

    /**
     * Hands a file made beside another to the other one's owner: when root edits a server's file, the server must still
     * be able to read it. Where that is not allowed, this throws and nothing is replaced.
     */
    static void keepOwner(Path made, Path beside) throws IOException {
        if (isPosix(beside.getFileSystem()) && Files.exists(beside)) {
            UserPrincipal owner = Files.getOwner(beside);
            if (!Files.getOwner(made).equals(owner)) {
                Files.setOwner(made, owner);
            }
        }
    }

    private static void deleteAfter(Exception problem, Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
    }

    /** Makes the rename itself durable, where a directory can be opened. */
    private void forceFolder() throws IOException {
        if (isPosix(folder.getFileSystem())) {
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    private static boolean isPosix(FileSystem files) {
        return files.supportedFileAttributeViews().contains("posix");
    }

    /** Mode 0600 from the first moment on, where there are modes. */
    static FileAttribute<?>[] ownerOnly(FileSystem files) {
        return isPosix(files)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
