package dev.latchkey.jdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that keeps keys and money is killed at any point; how often is said by a system property. */
class KillTest {
    private static final int ROUNDS = Integer.getInteger("latchkey.kills", 20);

    @Test
    void nothingAcknowledgedIsLostInH2(@TempDir Path one, @TempDir Path other) {
        // Two at a time, because most of it is the starting of processes.
        CompletableFuture<Void> first = chain(() -> H2Url.file(one.resolve("keys")), ROUNDS / 2);
        CompletableFuture<Void> second = chain(() -> H2Url.file(other.resolve("keys")), ROUNDS - ROUNDS / 2);
        first.join();
        second.join();
    }

    @Test
    void nothingAcknowledgedIsLostInPostgres() throws Exception {
        String url = Postgres.newDatabase();
        // The database outlives the process here; a few rounds tell unless many are asked for.
        chain(() -> url, ROUNDS <= 20 ? 3 : ROUNDS).join();
    }

    private static CompletableFuture<Void> chain(Supplier<String> url, int rounds) {
        return CompletableFuture.runAsync(() -> {
            try {
                new KilledWriter(url).kill(rounds);
            } catch (IOException | SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
