package dev.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of the tables in any database. */
abstract class SchemaFacts {
    private HikariDataSource source;

    abstract HikariDataSource newDatabase() throws SQLException;

    @BeforeEach
    void open() throws SQLException {
        source = newDatabase();
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void aDatabaseWithoutTablesIsRefusedAndSaysWhatToCall() {
        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcKeyRepository.of(source))
                .withMessageContaining("Schema.migrate");
    }

    @Test
    void migratingAgainChangesNothing() {
        Schema.migrate(source);
        JdbcKeyRepository.of(source).commit(Samples.change(Samples.key("kept")));
        Schema.migrate(source);
        assertThat(JdbcKeyRepository.of(source).changesAfter(0).keys()).hasSize(1);
    }

    @Test
    void severalMayMigrateAtOnce() {
        List<CompletableFuture<Void>> all = Stream.generate(
                        () -> CompletableFuture.runAsync(() -> Schema.migrate(source)))
                .limit(4)
                .toList();
        all.forEach(CompletableFuture::join);
        assertThat(JdbcKeyRepository.of(source).changesAfter(0).revision()).isZero();
    }

    @Test
    void aHostMayRunTheScriptsItself() throws SQLException, IOException {
        for (String script : Schema.SCRIPTS) {
            execute(text(script));
        }
        assertThat(JdbcKeyRepository.of(source).commit(Samples.change(Samples.key("one"))))
                .isTrue();
        Schema.migrate(source);
        assertThat(JdbcKeyRepository.of(source).changesAfter(0).keys()).hasSize(1);
    }

    private static String text(String script) throws IOException {
        try (InputStream in = Objects.requireNonNull(Schema.class.getResourceAsStream(script))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theTablesOfALaterVersionAreLeftAlone() throws SQLException {
        Schema.migrate(source);
        execute("INSERT INTO latchkey_schema (version) VALUES (1000)");
        assertThatIllegalStateException()
                .isThrownBy(() -> Schema.migrate(source))
                .withMessageContaining("later version");
        assertThatIllegalStateException().isThrownBy(() -> JdbcKeyRepository.of(source));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
