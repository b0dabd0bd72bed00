package dev.latchkey.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;

class PostgresSchemaTest extends SchemaFacts {
    @Override
    HikariDataSource newDatabase() throws SQLException {
        return Postgres.pool(Postgres.newDatabase());
    }
}
