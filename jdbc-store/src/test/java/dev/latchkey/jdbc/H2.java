package dev.latchkey.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;

/** H2 in a file, as a host would open it. */
final class H2 {
    private H2() {}

    static HikariDataSource pool(Path directory) {
        return Postgres.pool(H2Url.file(directory.resolve("keys")));
    }
}
