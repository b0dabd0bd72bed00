package dev.latchkey.jdbc;

import dev.latchkey.manage.RepositoryException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

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
     * <p>To be asked for at every start, before the database is opened, because a file that was left by a process that was
     * killed is put in order first: H2 itself looks for its latest state in a hurry, and now and then settles for an older
     * one that lacks the last changes although the file has them.
     *
     * @throws IllegalArgumentException if the path has a semicolon, which H2 would take for the end of it
     * @throws RepositoryException if there is a file that is no database
     */
    public static String file(Path path) {
        String absolute = path.toAbsolutePath().toString();
        if (absolute.indexOf(';') >= 0) {
            throw new IllegalArgumentException("path: expected one without a semicolon");
        }
        Path store = Path.of(absolute + ".mv.db");
        if (Files.exists(store)) {
            recover(store);
        }
        // With file: in place of async:, a thread that is interrupted takes the whole database down with it.
        return "jdbc:h2:async:" + absolute + SETTINGS;
    }

    /** Looks through the whole file for its latest state, and closes it properly with that. */
    private static void recover(Path store) {
        try (MVStore whole = new MVStore.Builder()
                .fileName(store.toString())
                .recoveryMode()
                .autoCommitDisabled()
                .open()) {
            whole.commit();
        } catch (MVStoreException e) {
            // Whoever has it open has put it in order.
            if (e.getErrorCode() != DataUtils.ERROR_FILE_LOCKED) {
                throw new RepositoryException(
                        "The H2 database's file cannot be opened (error " + e.getErrorCode() + ")", e);
            }
        }
    }
}
