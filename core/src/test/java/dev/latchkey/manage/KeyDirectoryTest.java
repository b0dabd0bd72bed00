package dev.latchkey.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.latchkey.Authenticator;
import dev.latchkey.LogLines;
import dev.latchkey.Reason;
import dev.latchkey.TestClock;
import dev.latchkey.TestKeys;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyTable;
import dev.latchkey.profile.Profiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What a repository holds is known in memory, on every node that follows it. */
class KeyDirectoryTest {
    private static final HashScheme PEPPER = HashScheme.hmacSha256("2026", new byte[] {1, 2, 3});

    private static void importInto(KeyRepository repository, KeyRecord... records) {
        for (KeyRecord record : records) {
            SecretNote note = new SecretNote("", TestClock.START, null);
            ManagedKey key = new ManagedKey(record, List.of(note), 1, TestClock.START, null);
            assertThat(repository.commit(new ChangeSet(List.of(key), List.of(), List.of(), List.of())))
                    .isTrue();
        }
    }

    private static KeyRecord peppered(String id) {
        return TestKeys.hashed("peppered-" + id, PEPPER).toBuilder()
                .id(new KeyId(id))
                .build();
    }

    @Test
    void whatIsThereAtTheStartIsServedFromTheStart() {
        MemoryKeyRepository repository = new MemoryKeyRepository();
        importInto(repository, TestKeys.record(TestKeys.K).build());
        try (Office office = new Office(repository)) {
            assertThat(office.letsIn(TestKeys.K)).isTrue();
            assertThat(office.directory).hasToString("KeyDirectory[KeyTable[1 keys]]");
        }
    }

    @Test
    void whatOneNodeDoesHoldsOnAnotherSoon() {
        MemoryKeyRepository repository = new MemoryKeyRepository();
        try (Office here = new Office(repository);
                Office there = new Office(repository)) {
            Office.Held held = here.issue(key -> key.user("alice"));
            Duration known = Eventually.await("a new key is let in", () -> there.letsIn(held.text()));
            here.keys.revoke(Office.ACTOR, held.id());
            Duration refused = Eventually.await("a revoked key is refused", () -> !there.letsIn(held.text()));
            assertThat(List.of(known, refused)).allMatch(took -> took.compareTo(Duration.ofSeconds(5)) < 0);
            assertThat(there.directory.find("alice")).isPresent();
        }
    }

    @Test
    void whatWasTrueBeforeIsKnownAfterCatchingUp() {
        MemoryKeyRepository repository = new MemoryKeyRepository();
        try (Office here = new Office(repository);
                Office there = new Office(repository)) {
            for (int i = 0; i < 100; i++) {
                Office.Held held = here.issue();
                there.directory.catchUp();
                assertThat(there.letsIn(held.text())).isTrue();
            }
        }
    }

    @Test
    void changesFromManyThreadsEachHoldWhenTheyReturn() throws Exception {
        try (Office office = new Office()) {
            List<Callable<Boolean>> lives = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                lives.add(() -> {
                    boolean heldAlways = true;
                    for (int round = 0; round < 30; round++) {
                        Office.Held held = office.issue();
                        heldAlways &= office.letsIn(held.text());
                        office.keys.revoke(Office.ACTOR, held.id());
                        heldAlways &= !office.letsIn(held.text());
                    }
                    return heldAlways;
                });
            }
            assertThat(AtOnce.run(lives)).containsOnly(true);
        }
    }

    @Test
    void aKeyThatCannotBeServedIsRefusedAndKeepsNoOtherFromBeingRevoked() {
        MemoryKeyRepository repository = new MemoryKeyRepository();
        try (Office office = new Office(repository);
                LogLines log = new LogLines(Level.ERROR)) {
            Office.Held good = office.issue();
            importInto(repository, peppered("foreign"));
            office.directory.catchUp();
            assertThat(office.letsIn("peppered-foreign")).isFalse();
            assertThat(office.letsIn(good.text())).isTrue();
            assertThat(log.from(Level.ERROR))
                    .anyMatch(line -> line.contains("keys hashed with hmac:2026 are stored"))
                    .anyMatch(line -> line.endsWith("these keys are refused: [foreign]"));
            office.keys.revoke(Office.ACTOR, good.id());
            assertThat(office.letsIn(good.text())).isFalse();
        }
    }

    @Test
    void aKeyThatCouldNotBeServedIsServedOnceItCanBe() {
        MemoryKeyRepository repository = new MemoryKeyRepository();
        try (Office office = new Office(repository)) {
            importInto(repository, peppered("foreign"));
            office.directory.catchUp();
            String fresh = office.rotate(new KeyId("foreign"), Rotation.atOnce());
            assertThat(office.letsIn(fresh)).isTrue();
        }
    }

    @Test
    void chosenSecretsBeyondTheMostThatAreTriedAreRefusedAndTheOthersWork() {
        MemoryKeyRepository repository = new MemoryKeyRepository();
        try (Office office = new Office(repository)) {
            for (int i = 0; i < 9; i++) {
                importInto(repository, TestKeys.chosen("chosen-secret-" + i));
                office.directory.catchUp();
            }
            Office.Held minted = office.issue();
            assertThat(office.letsIn("chosen-secret-0")).isTrue();
            assertThat(office.letsIn("chosen-secret-8")).isFalse();
            assertThat(office.letsIn(minted.text())).isTrue();
        }
    }

    @Test
    void aHashSecretThatOnlyDeletedKeysNeedCanBeTakenAway() {
        MemoryKeyRepository repository = new MemoryKeyRepository();
        importInto(repository, peppered("old"));
        try (KeyDirectory directory = KeyDirectory.follow(repository)) {
            Authenticator.Builder without =
                    Authenticator.builder(Profiles.standard()).keys(directory);
            assertThatThrownBy(without::build).hasMessageContaining("hmac:2026");
            KeyLifecycle.builder(directory).build().revoke(Office.ACTOR, new KeyId("old"));
            assertThat(without.build().verify("peppered-old").toString()).contains("UNKNOWN_KEY");
        }
    }

    @Test
    void aHashSecretThatOnlySecretsOfYesterdayNeedCanBeTakenAway() {
        MemoryKeyRepository repository = new MemoryKeyRepository();
        importInto(repository, peppered("old"));
        TestClock clock = new TestClock();
        try (KeyDirectory directory = KeyDirectory.follow(repository, clock)) {
            KeyLifecycle.builder(directory)
                    .time(clock)
                    .build()
                    .rotate(Office.ACTOR, new KeyId("old"), Rotation.withOverlap(Duration.ofHours(1)));
        }
        clock.move(Duration.ofHours(25).minusNanos(1));
        assertThat(refusalWithoutPepper(repository, clock)).contains("hmac:2026");
        clock.move(Duration.ofNanos(1));
        assertThat(refusalWithoutPepper(repository, clock)).isEmpty();
    }

    /** What an authenticator says that is built without the hash secret. */
    private static String refusalWithoutPepper(KeyRepository repository, TestClock clock) {
        try (KeyDirectory directory = KeyDirectory.follow(repository, clock)) {
            Authenticator.builder(Profiles.standard()).keys(directory).build();
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void everyAuthenticatorHasItsSay() {
        MemoryKeyRepository repository = new MemoryKeyRepository();
        try (KeyDirectory directory = KeyDirectory.follow(repository)) {
            List<KeyTable> first = new ArrayList<>();
            List<KeyTable> second = new ArrayList<>();
            directory.checkTables(first::add);
            directory.checkTables(second::add);
            importInto(repository, TestKeys.record(TestKeys.K).build());
            directory.catchUp();
            assertThat(first).contains(directory.table());
            assertThat(second).contains(directory.table());
        }
    }

    @Test
    void aCheckThatRefusesTheCurrentTableIsNotAdded() {
        MemoryKeyRepository repository = new MemoryKeyRepository();
        try (KeyDirectory directory = KeyDirectory.follow(repository)) {
            assertThatThrownBy(() -> directory.checkTables(table -> {
                        throw new IllegalArgumentException("never");
                    }))
                    .hasMessage("never");
            importInto(repository, TestKeys.record(TestKeys.K).build());
            directory.catchUp();
            assertThat(directory.table().size()).isEqualTo(1);
        }
    }

    @Test
    void aStoreThatIsPutBackToAnEarlierStateIsReadAnew() {
        Breakable store = new Breakable();
        try (Office office = new Office(store)) {
            Office.Held later = office.issue(key -> key.user("alice"));
            office.keys.update(Office.ACTOR, later.id(), key -> key.name("changed"));
            office.directory.catchUp();
            MemoryKeyRepository earlier = new MemoryKeyRepository();
            importInto(earlier, TestKeys.record(TestKeys.K).build());
            store.exchange(earlier);
            office.directory.catchUp();
            assertThat(office.refusalOf(later.text())).contains(Reason.UNKNOWN_KEY);
            assertThat(office.letsIn(TestKeys.K)).isTrue();
            assertThat(office.directory.find("alice")).isEmpty();
        }
    }

    @Test
    void aClosedDirectoryAsksItsRepositoryNothingMoreAndKeepsItsTable() {
        Breakable store = new Breakable();
        Office office = new Office(store);
        Office.Held held = office.issue();
        long start = System.nanoTime();
        office.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        int reads = store.reads.get();
        store.commit(new ChangeSet(List.of(), List.of(ManagedUser.fresh("x", TestClock.START)), List.of(), List.of()));
        assertThat(liveThreads()).doesNotContain("latchkey-directory", "latchkey-last-use");
        assertThat(store.reads).hasValue(reads);
        assertThat(office.letsIn(held.text())).isTrue();
        office.close();
    }

    private static List<String> liveThreads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    /** An interrupt amid its work makes an embedded store close its files. */
    @Test
    void aStoreIsNeverInterruptedAtWork() throws Exception {
        Breakable store = new Breakable();
        for (int round = 0; round < 100; round++) {
            try (Office office = new Office(store)) {
                String text = office.issue().text();
                List<Callable<Boolean>> busy = new ArrayList<>();
                busy.add(() -> office.letsIn(text));
                busy.add(() -> office.letsIn(office.issue().text()));
                busy.add(() -> {
                    office.directory.close();
                    return true;
                });
                AtOnce.run(busy);
            }
        }
        assertThat(store.wasInterruptedAtWork).isFalse();
    }

    @Test
    void keysOfManyFormatsLiveSideBySide() {
        MemoryKeyRepository repository = new MemoryKeyRepository();
        try (Office one = new Office(repository);
                Office other = new Office(repository, builder -> builder.format(KeyFormat.anyLlm()))) {
            Office.Held ours = one.issue();
            Office.Held theirs = other.issue();
            one.directory.catchUp();
            assertThat(theirs.text()).startsWith("gw-");
            assertThat(List.of(ours.text(), theirs.text()))
                    .allMatch(text -> one.directory.table().size() == 2 && one.letsIn(ours.text()));
        }
    }
}
