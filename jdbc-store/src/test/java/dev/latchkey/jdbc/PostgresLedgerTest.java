package dev.latchkey.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;

class PostgresLedgerTest extends LedgerFacts {
    @Override
    HikariDataSource newDatabase() throws SQLException {
        return Postgres.pool(Postgres.newDatabase());
    }
}
