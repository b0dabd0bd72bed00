package dev.latchkey.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Reason;
import dev.latchkey.TestClock;
import dev.latchkey.TestKeys;
import dev.latchkey.access.AccessRule;
import dev.latchkey.access.AccessRules;
import dev.latchkey.access.AddressRanges;
import dev.latchkey.access.AllowedModels;
import dev.latchkey.access.Scopes;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.manage.ManagementException.Problem;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.BudgetUnit;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A key is changed, switched off and on, and taken out of service for good. */
class KeyChangeTest {
    private static final OptionalLong ANY = OptionalLong.empty();

    private final Office office = new Office();

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void aKeyIsRefusedAsSoonAsItIsSwitchedOffAndWorksAsSoonAsItIsOnAgain() {
        Office.Held held = office.issue();
        for (int i = 0; i < 20; i++) {
            office.keys.deactivate(Office.ACTOR, held.id());
            assertThat(office.refusalOf(held.text())).contains(Reason.INACTIVE_KEY);
            office.keys.reactivate(Office.ACTOR, held.id());
            assertThat(office.letsIn(held.text())).isTrue();
        }
    }

    @Test
    void aRevokedKeyIsRefusedAtOnceAndForGood() {
        Office.Held held = office.issue();
        assertThat(office.letsIn(held.text())).isTrue();
        office.keys.revoke(Office.ACTOR, held.id());
        assertThat(office.refusalOf(held.text())).contains(Reason.DELETED_KEY);
        Office.refused(Problem.UNKNOWN_KEY, () -> office.keys.reactivate(Office.ACTOR, held.id()));
        Office.refused(Problem.UNKNOWN_KEY, () -> office.keys.rotate(Office.ACTOR, held.id(), Rotation.atOnce()));
        Office.refused(Problem.UNKNOWN_KEY, () -> office.keys.revoke(Office.ACTOR, held.id()));
        assertThat(office.keys.get(held.id())).isEmpty();
        assertThat(office.refusalOf(held.text())).contains(Reason.DELETED_KEY);
    }

    @Test
    void aDeletedKeyIsKeptForTheRecordAndListedNoMore() {
        Office.Held held = office.issue();
        office.keys.delete(Office.ACTOR, held.id(), ANY);
        assertThat(office.refusalOf(held.text())).contains(Reason.DELETED_KEY);
        assertThat(office.keys.list(KeyFilter.all(), 0, 10)).isEmpty();
        assertThat(office.kept(held.id()).record().status()).isEqualTo(KeyStatus.DELETED);
        assertThat(office.keys.events(held.id(), 0, 10))
                .extracting(ManagementEvent::action)
                .containsExactly(ManagementEvent.Action.DELETED, ManagementEvent.Action.CREATED);
    }

    @Test
    void aChangeIsMadeOnTheVersionThatWasReadOrNotAtAll() {
        Office.Held held = office.issue();
        ManagedKey second = office.keys.update(Office.ACTOR, held.id(), OptionalLong.of(1), key -> key.name("second"));
        assertThat(second.version()).isEqualTo(2);
        Office.refused(
                Problem.CHANGED_MEANWHILE,
                () -> office.keys.update(Office.ACTOR, held.id(), OptionalLong.of(1), key -> key.name("late")));
        Office.refused(
                Problem.CHANGED_MEANWHILE, () -> office.keys.delete(Office.ACTOR, held.id(), OptionalLong.of(1)));
        assertThat(office.kept(held.id()).record().name()).contains("second");
        office.keys.delete(Office.ACTOR, held.id(), OptionalLong.of(2));
        assertThat(office.letsIn(held.text())).isFalse();
    }

    @Test
    void aChangeThatChangesNothingIsNone() {
        Office.Held held = office.issue(key -> key.name("same").metadata(Map.of("n", 1)));
        int before = office.told.size();
        ManagedKey same = office.keys.update(
                Office.ACTOR, held.id(), key -> key.name("same").metadata(Map.of("n", 1)));
        assertThat(same.version()).isEqualTo(1);
        assertThat(office.told).hasSize(before);
    }

    @Test
    void anythingAboutAKeyCanBeChanged() {
        KeyId id = office.issue(key -> key.expiresAt(TestClock.START.plusSeconds(9)))
                .id();
        List<UnaryOperator<KeyRecord.Builder>> edits = new ArrayList<>(List.of(
                key -> key.name("n"),
                key -> key.label("l"),
                key -> key.status(KeyStatus.INACTIVE),
                key -> key.notBefore(TestClock.START),
                key -> key.withoutNotBefore(),
                key -> key.expiresAt(TestClock.START.plusSeconds(10)),
                key -> key.withoutExpiry(),
                key -> key.user("alice"),
                key -> key.scopes(Scopes.of("a:b")),
                key -> key.scopes(Scopes.of()),
                key -> key.metadata(Map.of("a", 1))));
        List<UnaryOperator<KeyPermits.Builder>> permits = List.of(
                with -> with.limits(List.of(RateLimit.of(5, RateWindow.MINUTE).named("x"))),
                with -> with.limits(List.of(RateLimit.of(5, RateWindow.HOUR).named("x"))),
                with -> with.limits(List.of(RateLimit.bucket(5, 1, RateWindow.HOUR))),
                with -> with.limits(List.of(RateLimit.bucket(5, 2, RateWindow.HOUR))),
                with -> with.usageLimit(Money.ZERO),
                with -> with.startingUsage(Money.ofNanos(1)),
                with -> with.periodLimit(Money.ZERO, BudgetReset.every(1, BudgetUnit.DAY)),
                with -> with.periodLimit(Money.ZERO, BudgetReset.aligned(BudgetUnit.DAY)),
                with -> with.addresses(AddressRanges.none()),
                with -> with.models(AllowedModels.none()),
                with -> with.rules(AccessRules.of(List.of(AccessRule.allowModels(List.of())))),
                with -> with.rules(
                        AccessRules.of(List.of(AccessRule.allowModels(List.of()).inactive()))),
                with -> with.projectMode("credits"),
                with -> with.providerKeys(Set.of("openai")),
                with -> with.credits(Money.ofNanos(1)));
        permits.forEach(edit ->
                edits.add(key -> key.permits(edit.apply(KeyPermits.builder()).build())));
        long version = 1;
        for (UnaryOperator<KeyRecord.Builder> edit : edits) {
            ManagedKey changed = office.keys.update(Office.ACTOR, id, edit);
            assertThat(changed.version()).as("after edit %d", version).isEqualTo(++version);
            FieldChange told = office.keys.events(id, 0, 1).get(0).changes().get(0);
            assertThat(told.before()).as(told.field()).isNotEqualTo(told.after());
        }
    }

    @Test
    void theIdTheSecretAndTheDateOfBirthStay() {
        Office.Held held = office.issue();
        office.clock.move(Duration.ofHours(1));
        ManagedKey changed = office.keys.update(
                Office.ACTOR,
                held.id(),
                key -> key.id(new KeyId("another"))
                        .secrets(List.of(TestKeys.secret("known-to-somebody-else")))
                        .createdAt(TestClock.START.plusSeconds(1))
                        .name("changed"));
        assertThat(changed.id()).isEqualTo(held.id());
        assertThat(changed.record().createdAt()).contains(TestClock.START);
        assertThat(office.letsIn(held.text())).isTrue();
        assertThat(office.refusalOf("known-to-somebody-else")).isPresent();
    }

    @Test
    void anExpiredKeyIsSwitchedOnOnlyWithANewExpiry() {
        Office.Held held = office.issue(key -> key.expiresAt(TestClock.START.plusSeconds(60)));
        office.keys.deactivate(Office.ACTOR, held.id());
        office.clock.move(Duration.ofSeconds(60).minusNanos(1000));
        office.keys.reactivate(Office.ACTOR, held.id());
        office.keys.deactivate(Office.ACTOR, held.id());
        office.clock.move(Duration.ofNanos(1000));
        Office.refused(Problem.EXPIRED, () -> office.keys.reactivate(Office.ACTOR, held.id()));
        assertThat(office.refusalOf(held.text())).contains(Reason.INACTIVE_KEY);
        office.keys.update(
                Office.ACTOR,
                held.id(),
                key -> key.status(KeyStatus.ACTIVE).expiresAt(TestClock.START.plusSeconds(61)));
        assertThat(office.letsIn(held.text())).isTrue();
    }

    @Test
    void aKeyMayPassToAnotherUserWhoIsMadeIfNeedBe() {
        KeyId id = office.issue(key -> key.user("alice")).id();
        office.keys.update(Office.ACTOR, id, key -> key.user("bob"));
        assertThat(office.users.get("bob")).isPresent();
        office.users.delete(Office.ACTOR, "alice", ANY);
        Office.refused(Problem.DELETED_USER, () -> office.keys.update(Office.ACTOR, id, key -> key.user("alice")));
        assertThat(office.kept(id).record().user()).contains("bob");
    }

    @Test
    void aKeyOfADeletedUserStaysOff() {
        Office.Held held = office.issue(key -> key.user("alice"));
        office.users.delete(Office.ACTOR, "alice", ANY);
        Office.refused(Problem.DELETED_USER, () -> office.keys.reactivate(Office.ACTOR, held.id()));
        office.keys.update(Office.ACTOR, held.id(), key -> key.label("still off"));
        assertThat(office.refusalOf(held.text())).contains(Reason.INACTIVE_KEY);
    }

    @Test
    void editsThatMeetAreAllMade() throws Exception {
        KeyId id = office.issue(key -> key.label("0")).id();
        List<Callable<ManagedKey>> edits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            edits.add(() -> office.keys.update(
                    Office.ACTOR,
                    id,
                    key -> key.label(String.valueOf(Integer.parseInt(key.build().label()) + 1))));
        }
        for (int round = 0; round < 20; round++) {
            AtOnce.run(edits);
        }
        assertThat(office.kept(id).record().label()).isEqualTo("160");
        assertThat(office.kept(id).version()).isEqualTo(161);
    }

    @Test
    void whatIsToBeRotatedOrRevokedCanBeAskedFor() {
        Office.Held old = office.issue(key -> key.label("old"));
        Office.Held rotated = office.issue(key -> key.label("rotated"));
        office.clock.move(Duration.ofDays(100));
        office.rotate(rotated.id(), Rotation.withOverlap(Duration.ofDays(1)));
        office.issue(key -> key.label("young"));
        assertThat(office.keys.olderThan(Duration.ofDays(90), 0, 10))
                .extracting(ManagedKey::id)
                .containsExactly(old.id());
        assertThat(office.keys.unusedFor(Duration.ofDays(30), 0, 10))
                .extracting(ManagedKey::id)
                .containsExactly(old.id(), rotated.id());
        office.repository.used(List.of(new KeyUse(
                old.id(), office.kept(old.id()).record().secrets().get(0), TestClock.START.plus(Duration.ofDays(99)))));
        assertThat(office.keys.unusedFor(Duration.ofDays(30), 0, 10))
                .extracting(ManagedKey::id)
                .containsExactly(rotated.id());
    }

    @Test
    void aKeyThatNobodyKnowsCannotBeChanged() {
        KeyId nobody = new KeyId("nobody");
        Office.refused(Problem.UNKNOWN_KEY, () -> office.keys.deactivate(Office.ACTOR, nobody));
        Office.refused(Problem.UNKNOWN_KEY, () -> office.keys.revoke(Office.ACTOR, nobody));
        Office.refused(Problem.UNKNOWN_KEY, () -> office.keys.delete(Office.ACTOR, nobody, ANY));
        Office.refused(Problem.UNKNOWN_KEY, () -> office.keys.rotate(Office.ACTOR, nobody, Rotation.atOnce()));
        assertThat(office.keys.get(nobody)).isEmpty();
    }
}
