package dev.latchkey.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.latchkey.Authenticator;
import dev.latchkey.Denied;
import dev.latchkey.Granted;
import dev.latchkey.LogLines;
import dev.latchkey.Reason;
import dev.latchkey.Verdict;
import dev.latchkey.manage.ManagementEvent.Subject;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.BudgetReset;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A store that cannot be reached: known keys go on for a while, nothing is changed, and recovery needs nobody. */
class DirectoryOutageTest {
    private static final Duration OLDEST = Duration.ofMinutes(5);

    private final Breakable store = new Breakable();
    private final Office office = new Office(store);
    private final Authenticator aging = Authenticator.builder(Profiles.standard())
            .keys(office.directory)
            .users(office.directory)
            .time(office.clock)
            .build();
    private final Authenticator patient = Authenticator.builder(Profiles.standard())
            .keys(office.directory)
            .maxTableAge(Duration.ofDays(1))
            .time(office.clock)
            .build();

    @AfterEach
    void close() {
        office.close();
    }

    private boolean isUnavailable(String text) {
        Verdict verdict = aging.verify(text);
        return verdict instanceof Denied denied && denied.reason() == Reason.UNAVAILABLE;
    }

    @Test
    void noDirectoryIsMadeOfAStoreThatCannotBeRead() {
        store.lose();
        assertThatThrownBy(() -> KeyDirectory.follow(store)).isInstanceOf(RepositoryException.class);
    }

    @Test
    void knownKeysGoOnUpToTheStatedAgeAndAreUnavailableAfterIt() {
        Office.Held held = office.issue();
        office.directory.catchUp();
        store.lose();
        assertThatThrownBy(office.directory::catchUp).isInstanceOf(RepositoryException.class);
        office.clock.move(OLDEST);
        assertThat(aging.verify(held.text())).isInstanceOf(Granted.class);
        assertThat(isUnavailable("unknown-key-unknown-key")).isFalse();
        office.clock.move(Duration.ofNanos(1));
        assertThat(isUnavailable(held.text())).isTrue();
        assertThat(isUnavailable("unknown-key-unknown-key")).isTrue();
        assertThat(patient.verify(held.text()))
                .as("the host may say another age")
                .isInstanceOf(Granted.class);
    }

    @Test
    void recoveryIsAutomatic() {
        Office.Held held = office.issue();
        store.lose();
        office.clock.move(Duration.ofHours(1));
        Eventually.await("the table is too old", () -> isUnavailable(held.text()));
        store.find();
        Eventually.await("the store is followed again", () -> !isUnavailable(held.text()));
        assertThat(aging.verify(held.text())).isInstanceOf(Granted.class);
    }

    @Test
    void whatHappenedElsewhereMeanwhileHoldsAfterwards() {
        Office.Held held = office.issue();
        office.directory.catchUp();
        KeyRepository inner = new MemoryKeyRepository();
        store.exchange(inner);
        office.directory.catchUp();
        try (Office elsewhere = new Office(inner)) {
            Office.Held other = elsewhere.issue();
            Eventually.await("the key is known here", () -> office.letsIn(other.text()));
            store.lose();
            elsewhere.keys.revoke(Office.ACTOR, other.id());
            assertThat(office.letsIn(other.text())).isTrue();
            store.find();
            Eventually.await("the revocation holds here", () -> !office.letsIn(other.text()));
        }
        assertThat(office.letsIn(held.text())).isFalse();
    }

    @Test
    void noChangeIsMadeAndNobodyIsToldOfOne() {
        Office.Held held = office.issue(key -> key.user("alice"));
        String budget = office.budgets
                .create(Office.ACTOR, new BudgetLifecycle.Terms(null, null, BudgetReset.never()))
                .id();
        int told = office.told.size();
        store.lose();
        OptionalLong any = OptionalLong.empty();
        List<Runnable> changes = List.of(
                office::issue,
                () -> office.keys.deactivate(Office.ACTOR, held.id()),
                () -> office.keys.rotate(Office.ACTOR, held.id(), Rotation.atOnce()),
                () -> office.keys.revoke(Office.ACTOR, held.id()),
                () -> office.keys.delete(Office.ACTOR, held.id(), any),
                () -> office.users.create(Office.ACTOR, "bob", UserLifecycle.Terms.none()),
                () -> office.users.update(Office.ACTOR, "alice", any, terms -> terms),
                () -> office.users.delete(Office.ACTOR, "alice", any),
                () -> office.budgets.update(Office.ACTOR, budget, any, terms -> terms),
                () -> office.budgets.delete(Office.ACTOR, budget, any),
                () -> office.keys.list(KeyFilter.all(), 0, 1));
        for (Runnable change : changes) {
            assertThatThrownBy(change::run).isInstanceOf(RepositoryException.class);
        }
        assertThat(office.told).hasSize(told);
        assertThat(office.letsIn(held.text())).isTrue();
        store.find();
        assertThat(office.kept(held.id()).version()).isEqualTo(1);
    }

    /** Otherwise its text would be lost, and the record would lack what was done. */
    @Test
    void aChangeThatWasKeptHoldsThoughTheStoreIsLostRightAfterIt() {
        store.loseAfterCommit();
        Office.Held held = office.issue(key -> key.user("alice"));
        assertThat(office.letsIn(held.text())).isTrue();
        assertThat(office.directory.find("alice")).isPresent();
        assertThat(office.told).extracting(ManagementEvent::subject).containsExactly(Subject.USER, Subject.KEY);
        store.find();
        store.loseAfterCommit();
        office.keys.revoke(Office.ACTOR, held.id());
        assertThat(office.letsIn(held.text())).isFalse();
        store.find();
        office.directory.catchUp();
        assertThat(office.letsIn(held.text())).isFalse();
    }

    @Test
    void anOutageIsToldOnceAndItsEndToo() {
        try (LogLines log = new LogLines(Level.INFO)) {
            store.lose();
            int reads = store.reads.get();
            Eventually.await(
                    "it was told",
                    () -> !lines(log, "cannot be brought up to date").isEmpty());
            Eventually.await("two more tries", () -> store.reads.get() >= reads);
            store.find();
            Eventually.await(
                    "its end was told",
                    () -> !lines(log, "Keys are up to date again").isEmpty());
            assertThat(lines(log, "cannot be brought up to date"))
                    .containsExactly(
                            "WARN Keys cannot be brought up to date, and the last ones known stay: the store is away");
        }
    }

    private static List<String> lines(LogLines log, String containing) {
        return log.from(Level.INFO).stream()
                .filter(line -> line.contains(containing))
                .toList();
    }
}
