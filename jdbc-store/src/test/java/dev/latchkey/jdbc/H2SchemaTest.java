package dev.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2SchemaTest extends SchemaFacts {
    @TempDir
    private Path directory;

    @Override
    HikariDataSource newDatabase() {
        return H2.pool(directory);
    }

    @Test
    void anH2ThatDelaysItsWritesIsRefusedAndSaysWhatToAdd() {
        JdbcDataSource delaying = new JdbcDataSource();
        delaying.setURL("jdbc:h2:file:" + directory.resolve("delaying"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schema.migrate(delaying))
                .withMessageContaining("WRITE_DELAY=0");
        assertThatIllegalArgumentException().isThrownBy(() -> JdbcKeyRepository.of(delaying));
    }

    @Test
    void anH2InMemoryPromisesNothingAndIsTaken() {
        JdbcDataSource memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:latchkey;DB_CLOSE_DELAY=-1");
        Schema.migrate(memory);
        assertThat(JdbcKeyRepository.of(memory).commit(Samples.change(Samples.key("one"))))
                .isTrue();
    }

    @Test
    void aPathWithASemicolonIsNoUrl() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> H2Url.file(Path.of("keys;INIT=x")))
                .withMessageContaining("semicolon");
    }
}
