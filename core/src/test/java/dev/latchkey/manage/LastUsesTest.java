package dev.latchkey.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.latchkey.LogLines;
import dev.latchkey.TestClock;
import dev.latchkey.TestKeys;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyRow;
import dev.latchkey.key.KeyTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a secret was used last is written soon, seldom, and for each secret. */
class LastUsesTest {
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration NANO = Duration.ofNanos(1);

    private final TestClock clock = new TestClock();
    private final Breakable store = new Breakable();
    private final LastUses uses = new LastUses(store, clock, EVERY);
    private final KeyRecord record = TestKeys.record(TestKeys.K).build();
    private KeyRow row = rowOf(record);

    /** The row that a new table has for the same key. */
    private KeyRow rowOf(KeyRecord key) {
        KeyTable table = KeyTable.of(List.of(key), uses::used);
        return table.find(key.secrets().get(0).digest().orElseThrow()).orElseThrow();
    }

    private void use() {
        row.use();
        uses.flush();
    }

    private List<Duration> written() {
        return store.uses.stream()
                .map(use -> Duration.between(TestClock.START, use.at()))
                .toList();
    }

    @Test
    void theFirstUseIsWrittenWithItsInstant() {
        clock.move(NANO);
        use();
        assertThat(store.uses).hasSize(1);
        assertThat(store.uses.get(0).key()).isEqualTo(record.id());
        assertThat(store.uses.get(0).secret()).isSameAs(row.secret());
        assertThat(written()).containsExactly(NANO);
    }

    @Test
    void furtherUsesAreWrittenAtMostOnceInAnInterval() {
        use();
        clock.move(EVERY.minus(NANO));
        for (int i = 0; i < 10; i++) {
            use();
        }
        assertThat(written()).containsExactly(Duration.ZERO);
        clock.move(NANO);
        uses.flush();
        use();
        use();
        assertThat(written()).containsExactly(Duration.ZERO, EVERY);
    }

    @Test
    void aTableThatIsReplacedMakesNothingBeWrittenAgain() {
        use();
        for (int i = 1; i <= 4; i++) {
            clock.move(Duration.ofMinutes(1));
            row = rowOf(record);
            use();
        }
        assertThat(written()).containsExactly(Duration.ZERO);
        clock.move(Duration.ofMinutes(1));
        uses.flush();
        use();
        assertThat(written()).containsExactly(Duration.ZERO, EVERY);
    }

    @Test
    void eachKeyHasItsOwnInterval() {
        KeyRow other = rowOf(TestKeys.record("another-key-of-a-host").build());
        use();
        clock.move(Duration.ofMinutes(3));
        other.use();
        uses.flush();
        clock.move(Duration.ofMinutes(2));
        uses.flush();
        row.use();
        other.use();
        uses.flush();
        assertThat(written()).containsExactly(Duration.ZERO, Duration.ofMinutes(3), Duration.ofMinutes(5));
    }

    @Test
    void whatCannotBeWrittenIsDroppedAndTold() {
        store.lose();
        try (LogLines log = new LogLines(Level.WARN)) {
            use();
            assertThat(log.from(Level.WARN))
                    .containsExactly(
                            "WARN It cannot be written when keys were used last, and is forgotten: the store is away");
        }
        store.find();
        clock.move(EVERY);
        uses.flush();
        use();
        assertThat(written()).containsExactly(EVERY);
    }

    @Test
    void whatIsNotWrittenYetIsWrittenOnClose() {
        row.use();
        uses.close();
        assertThat(store.uses).hasSize(1);
    }

    @Test
    void theIntervalIsASecondToADay() {
        for (Duration every : List.of(Duration.ofMillis(999), Duration.ofDays(1).plus(NANO), NANO.negated())) {
            assertThatThrownBy(() -> KeyDirectory.follow(store, clock, every))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("last use: expected to be written at most every 1 second to 1 day");
        }
    }

    @Test
    void theFirstUseOfAnIssuedKeyShowsSoon() {
        try (Office office = new Office(store)) {
            Office.Held held = office.issue();
            assertThat(office.kept(held.id()).lastUsedAt()).isEmpty();
            office.letsIn(held.text());
            Duration took = Eventually.await(
                    "the use shows", () -> office.kept(held.id()).lastUsedAt().isPresent());
            assertThat(took).isLessThan(Duration.ofSeconds(5));
            assertThat(office.kept(held.id()).lastUsedAt()).contains(TestClock.START);
            assertThat(office.kept(held.id()).version()).isEqualTo(1);
        }
    }

    @Test
    void usesOfManyThreadsAreWrittenOnceAndOnClose() throws Exception {
        Office office = new Office(store);
        Office.Held held = office.issue();
        AtOnce.run(Collections.nCopies(8, () -> {
            for (int i = 0; i < 200; i++) {
                office.letsIn(held.text());
                office.keys.update(Office.ACTOR, held.id(), key -> key.label(Thread.currentThread() + "x"));
            }
            return true;
        }));
        office.close();
        assertThat(store.uses).hasSize(1);
        assertThat(office.kept(held.id()).lastUsedAt()).contains(TestClock.START);
    }

    @Test
    void theUseOfEachSecretIsItsOwn() {
        Office office = new Office(store);
        Office.Held held = office.issue();
        String fresh = office.rotate(held.id(), Rotation.withOverlap(Duration.ofHours(1)));
        office.clock.move(Duration.ofSeconds(1));
        office.letsIn(held.text());
        office.close();
        Instant used = TestClock.START.plusSeconds(1);
        assertThat(office.kept(held.id()).notes())
                .extracting(SecretNote::lastUsedAt)
                .containsExactly(Optional.empty(), Optional.of(used));
        assertThat(office.letsIn(fresh)).isTrue();
    }

    @Test
    void whatIsRefusedIsNoUse() {
        Office office = new Office(store);
        Office.Held off = office.issue();
        office.keys.deactivate(Office.ACTOR, off.id());
        Office.Held expired = office.issue(key -> key.expiresAt(TestClock.START));
        office.letsIn(off.text());
        office.letsIn(expired.text());
        office.close();
        assertThat(store.uses).isEmpty();
    }

    @Test
    void aHostSaysHowOftenItIsWritten() {
        MemoryKeyRepository repository = new MemoryKeyRepository();
        try (KeyDirectory directory = KeyDirectory.follow(repository, clock, Duration.ofSeconds(1))) {
            KeyLifecycle keys = KeyLifecycle.builder(directory).time(clock).build();
            Issued issued = keys.issue(Office.ACTOR, key -> key);
            KeyRow used = directory
                    .table()
                    .find(issued.key().record().secrets().get(0).digest().orElseThrow())
                    .orElseThrow();
            for (int i = 1; i < 4; i++) {
                Instant now = TestClock.START.plusSeconds(i);
                clock.moveTo(now);
                Eventually.await("the use shows", () -> {
                    used.use();
                    return repository
                            .key(issued.key().id())
                            .flatMap(ManagedKey::lastUsedAt)
                            .equals(Optional.of(now));
                });
            }
        }
    }
}
