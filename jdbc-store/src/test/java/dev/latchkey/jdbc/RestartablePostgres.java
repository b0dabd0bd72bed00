package dev.latchkey.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/** A PostgreSQL that can be down for a while and comes back where it was, with what it had. */
final class RestartablePostgres implements AutoCloseable {
    private final Path directory;
    private final int port;
    private EmbeddedPostgres server;

    RestartablePostgres(Path directory) throws IOException {
        this.directory = directory;
        this.server = start(EmbeddedPostgres.builder());
        this.port = server.getPort();
    }

    private EmbeddedPostgres start(EmbeddedPostgres.Builder builder) throws IOException {
        return builder.setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off")
                .start();
    }

    /** A pool that gives up soon, as those of hosts should. */
    HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
        config.setMaximumPoolSize(6);
        config.setConnectionTimeout(1000);
        return new HikariDataSource(config);
    }

    void stop() throws IOException {
        server.close();
    }

    void start() throws IOException {
        server = start(EmbeddedPostgres.builder().setPort(port));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
