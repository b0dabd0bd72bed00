package dev.latchkey.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.conformance.KeyRepositoryContract;
import dev.latchkey.manage.KeyRepository;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresContractTest extends KeyRepositoryContract {
    private static HikariDataSource source;

    @BeforeAll
    static void open() throws SQLException {
        source = Postgres.pool(Postgres.newDatabase());
        Schema.migrate(source);
    }

    @AfterAll
    static void close() {
        source.close();
    }

    @Override
    protected KeyRepository empty() throws SQLException {
        Tables.clear(source);
        return JdbcKeyRepository.of(source);
    }

    @Override
    protected KeyRepository another(KeyRepository first) {
        return JdbcKeyRepository.of(source);
    }
}
