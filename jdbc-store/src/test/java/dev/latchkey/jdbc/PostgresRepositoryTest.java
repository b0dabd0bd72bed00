package dev.latchkey.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;

class PostgresRepositoryTest extends RepositoryFacts {
    @Override
    HikariDataSource newDatabase() throws SQLException {
        return Postgres.pool(Postgres.newDatabase());
    }

    @Override
    String somebodyWaits() {
        return "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    }
}
