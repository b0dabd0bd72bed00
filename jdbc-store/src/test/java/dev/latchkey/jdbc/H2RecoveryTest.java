package dev.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.key.KeyId;
import dev.latchkey.manage.RepositoryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that a killed process has left, in which H2 by itself does not find the last two keys and the last two calls. */
class H2RecoveryTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void leaveTheFile() throws IOException {
        try (InputStream packed = Objects.requireNonNull(H2RecoveryTest.class.getResourceAsStream("/killed.mv.db.gz"));
                InputStream file = new GZIPInputStream(packed)) {
            Files.copy(file, directory.resolve("keys.mv.db"));
        }
    }

    @Test
    void everythingThatWasAcknowledgedIsFound() {
        try (HikariDataSource source = H2.pool(directory)) {
            JdbcKeyRepository repository = JdbcKeyRepository.of(source);
            assertThat(repository.key(new KeyId("r36-12"))).isPresent();
            JdbcQuotaLedger ledger = JdbcQuotaLedger.of(source);
            long spent = ledger.usage(Writer.demandOf(ledger), 0)
                    .budgets()
                    .get(0)
                    .spent()
                    .nanos();
            assertThat(spent).isEqualTo(615 * Writer.COST.nanos());
        }
    }

    @Test
    void aFileThatIsOpenIsLeftToWhoHasItOpen() {
        try (HikariDataSource source = H2.pool(directory);
                HikariDataSource again = H2.pool(directory)) {
            JdbcKeyRepository.of(source).commit(Samples.change(Samples.key("one-more")));
            assertThat(JdbcKeyRepository.of(again).key(new KeyId("one-more"))).isPresent();
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws IOException {
        Files.writeString(directory.resolve("keys.mv.db"), "no database".repeat(2000));
        assertThatThrownBy(() -> H2.pool(directory)).isInstanceOf(RepositoryException.class);
    }
}
