package dev.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.Denied;
import dev.latchkey.Granted;
import dev.latchkey.manage.Issued;
import dev.latchkey.quota.TimeSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class RevocationTest {
    private static final Logger log = LoggerFactory.getLogger("dev.latchkey.figures");
    private static final Duration BOUND = Duration.ofSeconds(1);
    private static final int TIMES = 20;

    private HikariDataSource here;
    private HikariDataSource there;

    @BeforeEach
    void open() throws SQLException {
        String url = Postgres.newDatabase();
        here = Postgres.pool(url);
        there = Postgres.pool(url);
        Schema.migrate(here);
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void aRevokedKeyIsRefusedByAnotherNodeThatListensWithinASecond() throws Exception {
        assertThat(slowest("by notification", there)).isLessThan(BOUND);
    }

    @Test
    void aRevokedKeyIsRefusedByAnotherNodeThatCannotListenWithinASecond() throws Exception {
        assertThat(slowest("by looking", Unwrappable.of(there))).isLessThan(BOUND);
    }

    private Duration slowest(String how, DataSource elsewhere) throws Exception {
        long[] nanos = new long[TIMES];
        try (Node node = Node.of(here, TimeSource.system());
                Node other = Node.of(elsewhere, TimeSource.system())) {
            for (int i = 0; i < TIMES; i++) {
                nanos[i] = untilRefused(node, other);
            }
        }
        Arrays.sort(nanos);
        Duration slowest = Duration.ofNanos(nanos[TIMES - 1]);
        log.info(
                "A revocation is seen by another node {} after {} ms in the median, {} ms at most",
                how,
                nanos[TIMES / 2] / 1_000_000,
                slowest.toMillis());
        return slowest;
    }

    /** From before the revocation is asked for, so that its own time counts as well. */
    private static long untilRefused(Node node, Node other) throws Exception {
        Issued issued = node.lifecycle().issue("test", key -> key);
        String text = issued.minted().revealOnce();
        Await.until(() -> other.gate().verify(text) instanceof Granted);
        long start = System.nanoTime();
        node.lifecycle().revoke("test", issued.key().id());
        assertThat(node.gate().verify(text)).isInstanceOf(Denied.class);
        Await.until(() -> other.gate().verify(text) instanceof Denied);
        return System.nanoTime() - start;
    }
}
