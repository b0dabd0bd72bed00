package dev.latchkey.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2LedgerTest extends LedgerFacts {
    @TempDir
    private Path directory;

    @Override
    HikariDataSource newDatabase() {
        return H2.pool(directory);
    }
}
