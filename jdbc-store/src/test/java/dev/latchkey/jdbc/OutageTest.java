package dev.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.Denied;
import dev.latchkey.Granted;
import dev.latchkey.Reason;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeyId;
import dev.latchkey.manage.Issued;
import dev.latchkey.manage.RepositoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageTest {
    private final Clock clock = new Clock();

    @Test
    void aRestartUnderLoadMakesNoWrongAnswer(@TempDir Path directory) throws Exception {
        try (RestartablePostgres postgres = new RestartablePostgres(directory);
                HikariDataSource source = postgres.pool();
                HikariDataSource elsewhere = postgres.pool()) {
            Schema.migrate(source);
            try (Node node = Node.of(source, clock);
                    Node other = Node.of(elsewhere, clock)) {
                List<String> good = Stream.generate(other::issue).limit(10).toList();
                List<String> bad =
                        List.of(revoked(other), KeyFormat.standard().mint().revealOnce());
                node.keys().catchUp();
                try (Load load = new Load(node.gate(), good, bad)) {
                    load.more(2_000);
                    postgres.stop();
                    assertThatThrownBy(node::issue).isInstanceOf(RepositoryException.class);
                    load.more(20_000);
                    clock.move(Node.BOUND.minusNanos(1));
                    load.more(20_000);
                    postgres.start();
                    Await.until(() -> isUpToDate(node) && isUpToDate(other));
                    load.more(2_000);
                    assertThat(load.falseAccepts()).isZero();
                    assertThat(load.falseRefusals()).isZero();
                }
                changesAreSeenAgain(node, other);
            }
        }
    }

    private boolean isUpToDate(Node node) {
        return node.keys().confirmedAtNanos() == clock.epochNanos();
    }

    private static String revoked(Node node) {
        Issued issued = node.lifecycle().issue("test", key -> key);
        node.lifecycle().revoke("test", issued.key().id());
        return issued.minted().revealOnce();
    }

    private static void changesAreSeenAgain(Node node, Node other) throws Exception {
        Issued issued = other.lifecycle().issue("test", key -> key);
        String text = issued.minted().revealOnce();
        Await.until(() -> node.gate().verify(text) instanceof Granted);
        KeyId id = issued.key().id();
        other.lifecycle().revoke("test", id);
        Await.until(() -> node.gate().verify(text) instanceof Denied);
    }

    @Test
    void beyondTheBoundNobodyIsJudgedUntilTheDatabaseIsBack(@TempDir Path directory) throws Exception {
        try (RestartablePostgres postgres = new RestartablePostgres(directory);
                HikariDataSource source = postgres.pool()) {
            Schema.migrate(source);
            try (Node node = Node.of(source, clock)) {
                String good = node.issue();
                String unknown = KeyFormat.standard().mint().revealOnce();
                postgres.stop();
                // Whatever was on its way has arrived.
                assertThatThrownBy(() -> node.keys().catchUp()).isInstanceOf(RepositoryException.class);
                clock.move(Node.BOUND);
                assertThat(node.gate().verify(good)).isInstanceOf(Granted.class);
                clock.move(Duration.ofNanos(1));
                assertThat(List.of(node.gate().verify(good), node.gate().verify(unknown)))
                        .allMatch(verdict -> verdict instanceof Denied denied && denied.reason() == Reason.UNAVAILABLE);
                postgres.start();
                Await.until(() -> node.gate().verify(good) instanceof Granted);
                assertThat(node.gate().verify(unknown))
                        .isInstanceOfSatisfying(
                                Denied.class,
                                denied -> assertThat(denied.reason()).isEqualTo(Reason.UNKNOWN_KEY));
            }
        }
    }
}
