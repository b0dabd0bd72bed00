package dev.latchkey.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2RepositoryTest extends RepositoryFacts {
    @TempDir
    private Path directory;

    @Override
    HikariDataSource newDatabase() {
        return H2.pool(directory);
    }

    @Override
    String somebodyWaits() {
        return "SELECT 1 FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID IS NOT NULL";
    }
}
