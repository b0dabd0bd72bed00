package dev.latchkey.jdbc;

import java.nio.file.Path;

/**
 * URLs of H2 databases that lose nothing they have acknowledged when their process is killed. That is the promise for the
 * death of the process, not of the power: H2 does not wait for the disk.
 */
public final class H2Url {
    private static final String SETTINGS = ";WRITE_DELAY=0;LOCK_TIMEOUT=10000";

    private H2Url() {}

    /**
     * The URL of a database in files that begin with this path, made on first use: {@code data/keys} is kept in
     * {@code data/keys.mv.db}. One process at a time can open it.
     *
     * @throws IllegalArgumentException if the path has a semicolon, which H2 would take for the end of it
     */
    public static String file(Path path) {
        String absolute = path.toAbsolutePath().toString();
        if (absolute.indexOf(';') >= 0) {
            throw new IllegalArgumentException("path: expected one without a semicolon");
        }
        // With file: in place of async:, a thread that is interrupted takes the whole database down with it.
        return "jdbc:h2:async:" + absolute + SETTINGS;
    }
}
