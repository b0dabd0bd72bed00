package dev.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.manage.ChangeSet;
import dev.latchkey.manage.Changes;
import dev.latchkey.manage.KeyFilter;
import dev.latchkey.manage.KeyUse;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.ManagedUser;
import dev.latchkey.manage.RepositoryException;
import dev.latchkey.manage.SecretNote;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of repositories in any database, beyond what every repository does. */
abstract class RepositoryFacts {
    private HikariDataSource source;
    private JdbcKeyRepository repository;

    /** A database in which there is nothing yet. */
    abstract HikariDataSource newDatabase() throws SQLException;

    /** Whether somebody waits for a lock. */
    abstract String somebodyWaits();

    @BeforeEach
    void open() throws SQLException {
        source = newDatabase();
        Schema.migrate(source);
        repository = JdbcKeyRepository.of(source);
    }

    @AfterEach
    void close() {
        repository.close();
        source.close();
    }

    @Test
    void aKeyComesBackWithEverythingThatWasSaidOfIt() {
        ManagedKey full = Samples.full();
        assertThat(repository.commit(Samples.change(full))).isTrue();
        SameAs.assertSame(repository.key(full.id()).orElseThrow(), full);
        SameAs.assertSame(repository.changesAfter(0).keys().get(0), full);
    }

    @Test
    void onlyDigestsAreStored() throws SQLException {
        repository.commit(Samples.change(Samples.full()));
        List<String> texts = new ArrayList<>();
        try (Connection connection = source.getConnection()) {
            texts.addAll(Statements.query(connection, "SELECT document FROM latchkey_keys", row -> row.getString(1)));
            texts.addAll(Statements.query(connection, "SELECT secret FROM latchkey_secrets", row -> row.getString(1)));
        }
        assertThat(texts).hasSize(4).noneMatch(text -> text.contains("passphrase"));
    }

    @Test
    void theDatabaseFiltersAsTheFilterDoes() {
        Random random = new Random(7);
        List<ManagedKey> all = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            all.add(anyKey(random, "key-" + i));
        }
        all.forEach(key -> repository.commit(Samples.change(key)));
        for (int i = 0; i < 60; i++) {
            KeyFilter filter = anyFilter(random);
            int skip = random.nextInt(4);
            assertThat(repository.keys(filter, skip, 25))
                    .as(filter.toString())
                    .extracting(ManagedKey::id)
                    .isEqualTo(all.stream()
                            .filter(filter::matches)
                            .skip(skip)
                            .limit(25)
                            .map(ManagedKey::id)
                            .toList());
        }
    }

    private static ManagedKey anyKey(Random random, String id) {
        KeyRecord.Builder record = KeyRecord.builder(Samples.secret())
                .id(new KeyId(id))
                .createdAt(Samples.BORN)
                .status(anyStatus(random));
        List<SecretNote> notes = new ArrayList<>(List.of(anyNote(random)));
        if (random.nextBoolean()) {
            record.secret(Samples.secret());
            notes.add(anyNote(random));
        }
        if (random.nextBoolean()) {
            record.user("user" + random.nextInt(2));
        }
        if (random.nextBoolean()) {
            record.expiresAt(day(random));
        }
        return new ManagedKey(record.build(), notes, 1, Samples.BORN, null);
    }

    private static KeyStatus anyStatus(Random random) {
        return List.of(KeyStatus.values()).get(random.nextInt(3));
    }

    private static SecretNote anyNote(Random random) {
        return new SecretNote("gw", day(random), random.nextBoolean() ? day(random) : null);
    }

    private static Instant day(Random random) {
        return Samples.BORN.plus(Duration.ofDays(random.nextInt(6)));
    }

    private static KeyFilter anyFilter(Random random) {
        return new KeyFilter(
                random.nextBoolean() ? "user" + random.nextInt(3) : null,
                random.nextBoolean() ? anyStatus(random) : null,
                random.nextInt(3) == 0 ? day(random) : null,
                random.nextInt(3) == 0 ? day(random) : null,
                random.nextInt(4) == 0 ? Instant.MAX : null);
    }

    @Test
    void noFollowerSkipsAChangeWhoseTransactionTookLongerThanALaterOne() throws Exception {
        CompletableFuture<Boolean> later;
        try (Connection slow = source.getConnection()) {
            slow.setAutoCommit(false);
            Dialect dialect = Dialect.of(slow);
            assertThat(Revisions.commit(slow, dialect, Samples.change(Samples.key("older"))))
                    .isEqualTo(1);
            later = CompletableFuture.supplyAsync(() -> repository.commit(Samples.change(Samples.key("newer"))));
            Await.until(() -> Statements.number(slow, somebodyWaits()).isPresent());
            assertThat(repository.changesAfter(0).revision()).isZero();
            slow.commit();
        }
        assertThat(later.join()).isTrue();
        Changes second = repository.changesAfter(1);
        assertThat(second.revision()).isEqualTo(2);
        assertThat(second.keys()).extracting(ManagedKey::id).containsExactly(new KeyId("newer"));
    }

    @Test
    void manyWritersNeverMakeTheSameRevision() {
        List<CompletableFuture<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String name = "w" + i + "-";
            writers.add(CompletableFuture.supplyAsync(() -> {
                for (int n = 0; n < 20; n++) {
                    assertThat(repository.commit(Samples.change(Samples.key(name + n))))
                            .isTrue();
                }
                return true;
            }));
        }
        writers.forEach(CompletableFuture::join);
        assertThat(repository.changesAfter(0).revision()).isEqualTo(120);
        assertThat(repository.changesAfter(119).keys()).hasSize(1);
    }

    @Test
    void aUseIsNoChangeAndAnEarlierOneIsPassedOver() {
        ManagedKey key = Samples.key("used");
        repository.commit(Samples.change(key));
        Instant at = Samples.BORN.plusSeconds(100);
        use(key, at);
        use(key, at.minusSeconds(1));
        assertThat(repository.key(key.id()).orElseThrow().lastUsedAt()).contains(at);
        assertThat(repository.changesAfter(0).revision()).isEqualTo(1);
    }

    @Test
    void aUseIsNotForgottenByAChangeThatDidNotKnowOfIt() {
        ManagedKey key = Samples.key("used");
        repository.commit(Samples.change(key));
        Instant at = Samples.BORN.plusSeconds(100);
        use(key, at);
        KeyRecord renamed = key.record().toBuilder().name("other").build();
        assertThat(repository.commit(Samples.change(Samples.next(key, renamed))))
                .isTrue();
        assertThat(repository.key(key.id()).orElseThrow().lastUsedAt()).contains(at);
    }

    private void use(ManagedKey key, Instant at) {
        repository.used(List.of(new KeyUse(key.id(), key.record().secrets().get(0), at)));
    }

    @Test
    void idsMayHaveAnyCharacters() {
        for (String id : List.of("\u0000", "a\u0000b", "ü", "\uD800", "'; --", "\\", "\\u0000", "x".repeat(256))) {
            ManagedUser user = user(id);
            assertThat(repository.user(id)).isEmpty();
            assertThat(repository.commit(new ChangeSet(List.of(), List.of(user), List.of(), List.of())))
                    .isTrue();
            assertThat(repository.user(id)).contains(user);
        }
        assertThat(repository.users(0, 100)).hasSize(8);
        assertThat(repository.user("y".repeat(100_000))).isEmpty();
        assertThat(repository.callsFor("\u0000".repeat(3000), 0, 1)).isEmpty();
    }

    private static ManagedUser user(String id) {
        return new ManagedUser(id, null, false, false, null, Map.of(), 1, Samples.BORN, Samples.BORN, 1);
    }

    @Test
    void whoeverWaitsHearsOfAChangeThatAnotherRepositoryMade() throws Exception {
        try (JdbcKeyRepository other = JdbcKeyRepository.of(source)) {
            CompletableFuture<Long> waited = CompletableFuture.supplyAsync(() -> wait(other));
            repository.commit(Samples.change(Samples.key("new")));
            assertThat(waited.get()).isLessThan(Duration.ofSeconds(20).toNanos());
        }
    }

    private static long wait(JdbcKeyRepository repository) {
        long start = System.nanoTime();
        try {
            repository.awaitChange(0, Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return System.nanoTime() - start;
    }

    @Test
    void aChangeThatIsRefusedLeavesNothingBehind() {
        ManagedKey key = Samples.key("one");
        repository.commit(Samples.change(key));
        ManagedKey sameSecret =
                Samples.key(KeyRecord.builder(key.record().secrets().get(0))
                        .id(new KeyId("two"))
                        .build());
        assertThat(repository.commit(
                        new ChangeSet(List.of(sameSecret), List.of(user("bystander")), List.of(), List.of())))
                .isFalse();
        assertThat(repository.user("bystander")).isEmpty();
        assertThat(repository.key(new KeyId("two"))).isEmpty();
        assertThat(repository.changesAfter(0).revision()).isEqualTo(1);
    }

    @Test
    void aSecretThatAChangeWouldTakeFromItsKeyIsNotFree() {
        ManagedKey one = Samples.key("one");
        repository.commit(Samples.change(one));
        ManagedKey other = Samples.next(
                one, one.record().toBuilder().secrets(List.of(Samples.secret())).build());
        ManagedKey thief =
                Samples.key(one.record().toBuilder().id(new KeyId("two")).build());
        assertThat(repository.commit(Samples.change(other, thief))).isFalse();
        assertThat(repository.commit(Samples.change(other))).isTrue();
        assertThat(repository.commit(Samples.change(thief))).isTrue();
    }

    @Test
    void aThreadThatIsInterruptedDoesTheDatabaseNoHarm() throws Exception {
        for (int i = 0; i < 5; i++) {
            CountDownLatch begun = new CountDownLatch(1);
            Thread writer = new Thread(() -> {
                for (int n = 0; !Thread.currentThread().isInterrupted() && n < 10_000; n++) {
                    begun.countDown();
                    writeIfPossible(Samples.key("key" + UUID.randomUUID()));
                }
            });
            writer.start();
            begun.await();
            writer.interrupt();
            writer.join();
            assertThat(repository.commit(Samples.change(Samples.key("after" + i))))
                    .isTrue();
        }
    }

    /** Whoever was interrupted may be told that it failed, and nothing worse. */
    private void writeIfPossible(ManagedKey key) {
        try {
            repository.commit(Samples.change(key));
        } catch (RepositoryException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aFailureTellsNoValue() throws SQLException {
        execute("ALTER TABLE latchkey_secrets DROP COLUMN created_at");
        ManagedKey key = Samples.full();
        assertThatThrownBy(() -> repository.commit(Samples.change(key)))
                .isInstanceOf(RepositoryException.class)
                .satisfies(e -> {
                    StringWriter all = new StringWriter();
                    e.printStackTrace(new PrintWriter(all));
                    assertThat(all.toString())
                            .contains("SQL state")
                            .doesNotContain(Column.secret(key.record().secrets().get(0)))
                            .doesNotContain("INSERT");
                });
    }

    @Test
    void aDocumentThatALaterVersionWroteIsRefusedRatherThanHalfUnderstood() throws SQLException {
        repository.commit(Samples.change(Samples.key("one")));
        execute("UPDATE latchkey_keys SET document = REPLACE(document, '{\"id\"', '{\"forbidden\":true,\"id\"')");
        assertThatThrownBy(() -> repository.changesAfter(0)).isInstanceOf(RepositoryException.class);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
