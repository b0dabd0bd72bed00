package dev.latchkey.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Reason;
import dev.latchkey.TestClock;
import dev.latchkey.TestKeys;
import dev.latchkey.access.Scopes;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Argon2idHash;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.manage.ManagementException.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A key's secret is replaced, and everything else about it stays. */
class KeyRotationTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration NANO = Duration.ofNanos(1);

    private final Office office = new Office();

    @AfterEach
    void close() {
        office.close();
    }

    private static Rotation named(String request) {
        return new Rotation(Duration.ZERO, Optional.of(request), OptionalLong.empty());
    }

    @Test
    void withoutAnOverlapTheOldSecretIsDeadAtOnce() {
        Office.Held held = office.issue();
        String fresh = office.rotate(held.id(), Rotation.atOnce());
        assertThat(office.letsIn(fresh)).isTrue();
        assertThat(office.refusalOf(held.text())).contains(Reason.UNKNOWN_KEY);
        assertThat(office.kept(held.id()).record().secrets()).hasSize(1);
    }

    @Test
    void duringAnOverlapBothSecretsWorkUpToItsEnd() {
        Office.Held held = office.issue();
        String fresh = office.rotate(held.id(), Rotation.withOverlap(HOUR));
        assertThat(office.letsIn(held.text())).isTrue();
        office.clock.move(HOUR.minus(NANO));
        assertThat(office.letsIn(held.text())).isTrue();
        assertThat(office.letsIn(fresh)).isTrue();
        office.clock.move(NANO);
        assertThat(office.refusalOf(held.text())).contains(Reason.EXPIRED_SECRET);
        assertThat(office.letsIn(fresh)).isTrue();
    }

    @Test
    void anOlderSecretKeepsTheInstantAtWhichItEnds() {
        Office.Held held = office.issue();
        String second = office.rotate(held.id(), Rotation.withOverlap(HOUR));
        office.clock.move(HOUR.dividedBy(2));
        String third = office.rotate(held.id(), Rotation.withOverlap(HOUR));
        assertThat(List.of(held.text(), second, third)).allMatch(office::letsIn);
        office.clock.move(HOUR.dividedBy(2).minus(NANO));
        assertThat(office.letsIn(held.text())).isTrue();
        office.clock.move(NANO);
        assertThat(office.letsIn(held.text())).isFalse();
        assertThat(List.of(second, third)).allMatch(office::letsIn);
        office.clock.move(HOUR.dividedBy(2));
        assertThat(office.letsIn(second)).isFalse();
        assertThat(office.letsIn(third)).isTrue();
    }

    @Test
    void anOlderSecretEndsSoonerIfTheNewOverlapDoes() {
        Office.Held held = office.issue();
        String second = office.rotate(held.id(), Rotation.withOverlap(HOUR));
        office.rotate(held.id(), Rotation.withOverlap(Duration.ofMinutes(1)));
        assertThat(List.of(held.text(), second)).allMatch(office::letsIn);
        office.clock.move(Duration.ofMinutes(1));
        assertThat(List.of(held.text(), second)).noneMatch(office::letsIn);
    }

    @Test
    void rotatingAtOnceEndsEveryOlderSecret() {
        Office.Held held = office.issue();
        String second = office.rotate(held.id(), Rotation.withOverlap(HOUR));
        String third = office.rotate(held.id(), Rotation.atOnce());
        assertThat(List.of(held.text(), second)).noneMatch(office::letsIn);
        assertThat(office.letsIn(third)).isTrue();
    }

    @Test
    void secretsThatHaveEndedAreDropped() {
        KeyId id = office.issue().id();
        for (int i = 0; i < 10; i++) {
            office.rotate(id, Rotation.withOverlap(HOUR));
            office.clock.move(HOUR);
        }
        assertThat(office.kept(id).record().secrets()).hasSize(2);
        assertThat(office.kept(id).notes()).hasSize(2);
    }

    @Test
    void everythingElseStays() {
        Office.Held held = office.issue(key ->
                key.name("billing").user("alice").scopes(Scopes.of("a:b")).expiresAt(TestClock.START.plus(HOUR)));
        office.clock.move(Duration.ofMinutes(1));
        ManagedKey rotated =
                office.keys.rotate(Office.ACTOR, held.id(), Rotation.atOnce()).key();
        KeyRecord record = rotated.record();
        assertThat(record.id()).isEqualTo(held.id());
        assertThat(record.name()).contains("billing");
        assertThat(record.user()).contains("alice");
        assertThat(record.scopes()).isEqualTo(Scopes.of("a:b"));
        assertThat(record.createdAt()).contains(TestClock.START);
        assertThat(record.expiresAt()).contains(TestClock.START.plus(HOUR));
        assertThat(rotated.notes()).extracting(SecretNote::createdAt).containsExactly(TestClock.START.plusSeconds(60));
        assertThat(rotated.version()).isEqualTo(2);
    }

    @Test
    void aKeyThatIsOffStaysOff() {
        Office.Held held = office.issue();
        office.keys.deactivate(Office.ACTOR, held.id());
        String fresh = office.rotate(held.id(), Rotation.atOnce());
        assertThat(office.refusalOf(fresh)).contains(Reason.INACTIVE_KEY);
    }

    @Test
    void aChosenSecretCanBeReplacedByAMintedOne() {
        String chosen = "correct-horse-battery-staple";
        KeyRecord record = KeyRecord.builder(KeySecret.argon2id(Argon2idHash.of(ApiKey.parse(chosen))))
                .id(new KeyId("chosen"))
                .build();
        SecretNote note = new SecretNote("", TestClock.START, null);
        ManagedKey imported = new ManagedKey(record, List.of(note), 1, TestClock.START, null);
        office.repository.commit(new ChangeSet(List.of(imported), List.of(), List.of(), List.of()));
        office.directory.catchUp();
        assertThat(office.letsIn(chosen)).isTrue();
        String fresh = office.rotate(record.id(), Rotation.withOverlap(HOUR));
        assertThat(List.of(chosen, fresh)).allMatch(office::letsIn);
        office.clock.move(HOUR);
        assertThat(office.letsIn(chosen)).isFalse();
        assertThat(office.letsIn(fresh)).isTrue();
    }

    @Test
    void aRepetitionDoesNothingNewAndShowsNothing() {
        Office.Held held = office.issue();
        String fresh = office.rotate(held.id(), named("r-1"));
        Rotated again = office.keys.rotate(Office.ACTOR, held.id(), named("r-1"));
        assertThat(again.minted()).isEmpty();
        assertThat(again.key().version()).isEqualTo(2);
        assertThat(office.letsIn(fresh)).isTrue();
        assertThat(office.letsIn(office.rotate(held.id(), named("r-2")))).isTrue();
        assertThat(office.letsIn(fresh)).isFalse();
    }

    @Test
    void aRepetitionIsKnownAfterOtherChangesAndUnnamedRotations() {
        Office.Held held = office.issue();
        office.rotate(held.id(), named("r-1"));
        office.keys.update(Office.ACTOR, held.id(), key -> key.name("changed"));
        String latest = office.rotate(held.id(), Rotation.atOnce());
        assertThat(office.keys.rotate(Office.ACTOR, held.id(), named("r-1")).minted())
                .isEmpty();
        assertThat(office.letsIn(latest)).isTrue();
    }

    @Test
    void aRepetitionIsKnownThoughItNamesTheVersionFromBefore() {
        Office.Held held = office.issue();
        Rotation once = new Rotation(Duration.ZERO, Optional.of("r-1"), OptionalLong.of(1));
        office.rotate(held.id(), once);
        assertThat(office.keys.rotate(Office.ACTOR, held.id(), once).minted()).isEmpty();
    }

    @Test
    void aRotationIsMadeOnTheVersionThatWasReadOrNotAtAll() {
        Office.Held held = office.issue();
        office.keys.update(Office.ACTOR, held.id(), key -> key.name("changed"));
        Rotation stale = new Rotation(Duration.ZERO, Optional.empty(), OptionalLong.of(1));
        Office.refused(Problem.CHANGED_MEANWHILE, () -> office.keys.rotate(Office.ACTOR, held.id(), stale));
        assertThat(office.letsIn(held.text())).isTrue();
    }

    @Test
    void ofManyAtOnceExactlyOneWinsAndTheOthersAreTold() throws Exception {
        Breakable store = new Breakable();
        try (Office busy = new Office(store)) {
            for (int round = 0; round < 50; round++) {
                Office.Held held = busy.issue();
                store.letReadersMeet(8);
                List<Optional<String>> answers = AtOnce.run(Collections.nCopies(8, () -> rotated(busy, held.id())));
                List<String> shown = answers.stream().flatMap(Optional::stream).toList();
                assertThat(shown).hasSize(1).allMatch(busy::letsIn);
                assertThat(busy.letsIn(held.text())).isFalse();
                assertThat(busy.kept(held.id()).version()).isEqualTo(2);
            }
        }
    }

    /** The new secret's text, or empty if somebody else was quicker. */
    private static Optional<String> rotated(Office office, KeyId id) {
        try {
            return Optional.of(office.rotate(id, Rotation.atOnce()));
        } catch (ManagementException e) {
            assertThat(e.problem()).isEqualTo(Problem.CHANGED_MEANWHILE);
            return Optional.empty();
        }
    }

    @Test
    void ofManyOfOneNameExactlyOneShowsASecret() throws Exception {
        Office.Held held = office.issue();
        List<Callable<Rotated>> repetitions =
                Collections.nCopies(8, () -> office.keys.rotate(Office.ACTOR, held.id(), named("r-1")));
        List<Rotated> answers = AtOnce.run(repetitions);
        List<String> shown = answers.stream()
                .flatMap(answer -> answer.minted().stream())
                .map(minted -> minted.revealOnce())
                .toList();
        assertThat(shown).hasSize(1).allMatch(office::letsIn);
        assertThat(answers).allMatch(answer -> answer.key().version() == 2);
    }

    @Test
    void aChangeAtTheSameTimeIsNotInTheWay() throws Exception {
        for (int round = 0; round < 50; round++) {
            Office.Held held = office.issue();
            List<Callable<String>> both = new ArrayList<>();
            both.add(() -> office.rotate(held.id(), Rotation.atOnce()));
            both.add(() -> {
                office.keys.update(Office.ACTOR, held.id(), key -> key.name("changed"));
                return "";
            });
            String fresh = AtOnce.run(both).get(0);
            assertThat(office.letsIn(fresh)).isTrue();
            assertThat(office.kept(held.id()).record().name()).contains("changed");
        }
    }

    @Test
    void overlapsHaveBounds() {
        Office.refused(Problem.INVALID, () -> Rotation.withOverlap(NANO.negated()));
        Office.refused(
                Problem.INVALID, () -> Rotation.withOverlap(Duration.ofDays(366).plus(NANO)));
        Office.refused(Problem.INVALID, () -> named(""));
        Office.refused(Problem.INVALID, () -> named("x".repeat(256)));
        assertThat(Rotation.withOverlap(Duration.ofDays(366)).overlap()).isEqualTo(Duration.ofDays(366));
    }

    @Test
    void theLastUseOfEachSecretStaysWithIt() {
        Office.Held held = office.issue();
        Instant used = TestClock.START.plusSeconds(1);
        KeySecret old = office.kept(held.id()).record().secrets().get(0);
        office.repository.used(List.of(new KeyUse(held.id(), old, used)));
        ManagedKey overlapping = office.keys
                .rotate(Office.ACTOR, held.id(), Rotation.withOverlap(HOUR))
                .key();
        assertThat(overlapping.notes())
                .extracting(SecretNote::lastUsedAt)
                .containsExactly(Optional.empty(), Optional.of(used));
        ManagedKey alone =
                office.keys.rotate(Office.ACTOR, held.id(), Rotation.atOnce()).key();
        assertThat(alone.lastUsedAt()).isEmpty();
        assertThat(office.keys.events(held.id(), 0, 1).get(0).changes())
                .contains(new FieldChange("last_used_at", used.toString(), ""));
    }

    @Test
    void anImportedKeyKeepsWorkingUnderItsOwnIdWhenRotated() {
        KeyRecord record = TestKeys.record(TestKeys.K).build();
        SecretNote note = new SecretNote("", TestClock.START, null);
        ManagedKey imported = new ManagedKey(record, List.of(note), 1, TestClock.START, null);
        office.repository.commit(new ChangeSet(List.of(imported), List.of(), List.of(), List.of()));
        String fresh = office.rotate(record.id(), Rotation.atOnce());
        assertThat(office.letsIn(fresh)).isTrue();
        assertThat(office.letsIn(TestKeys.K)).isFalse();
        assertThat(office.kept(record.id()).record().createdAt()).isEmpty();
    }
}
