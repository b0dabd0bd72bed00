package dev.latchkey.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Admitted;
import dev.latchkey.Call;
import dev.latchkey.Granted;
import dev.latchkey.Reason;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.manage.ManagementException.Problem;
import dev.latchkey.manage.UserLifecycle.Terms;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.BudgetState;
import dev.latchkey.quota.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Users come, are changed and blocked, go with their keys, and may come again. */
class UserLifecycleTest {
    private static final OptionalLong ANY = OptionalLong.empty();

    private final Office office = new Office();

    @AfterEach
    void close() {
        office.close();
    }

    private ManagedUser create(String id) {
        return office.users.create(Office.ACTOR, id, Terms.none());
    }

    private static Terms blocked(Terms terms, boolean isBlocked) {
        return new Terms(terms.alias(), isBlocked, terms.budgetId(), terms.metadata());
    }

    @Test
    void aUserIsKnownAsSoonAsTheyAreMade() {
        ManagedUser alice =
                office.users.create(Office.ACTOR, "alice", new Terms("Alice A.", false, null, Map.of("team", 7)));
        assertThat(office.directory.find("alice")).isPresent();
        assertThat(office.users.get("alice")).contains(alice);
        assertThat(alice.metadata()).isEqualTo(Map.of("team", 7L));
        assertThat(office.directory.find("bob")).isEmpty();
    }

    @Test
    void aUserIsMadeOnce() {
        create("alice");
        assertThatThrownBy(() -> create("alice")).hasMessage("User with id 'alice' already exists");
        Office.refused(Problem.EXISTS, () -> create("alice"));
    }

    @Test
    void ofManyWhoMakeAUserExactlyOneDoes() throws Exception {
        for (int round = 0; round < 30; round++) {
            String id = "user-" + round;
            List<Callable<Integer>> makers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                makers.add(() -> {
                    try {
                        create(id);
                        return 1;
                    } catch (ManagementException e) {
                        assertThat(e.problem()).isEqualTo(Problem.EXISTS);
                        return 0;
                    }
                });
            }
            assertThat(AtOnce.run(makers).stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(1);
        }
    }

    @Test
    void idsAndTermsThatCannotBeKeptAreRefused() {
        for (String id : List.of("", "x".repeat(257), "a\0", "\uD800")) {
            Office.refused(Problem.INVALID, () -> create(id));
        }
        Office.refused(
                Problem.INVALID,
                () -> office.users.create(Office.ACTOR, "alice", new Terms("a\0", false, null, Map.of())));
        Office.refused(
                Problem.INVALID,
                () -> office.users.create(
                        Office.ACTOR, "alice", new Terms(null, false, null, Map.of("now", new Object()))));
        Office.refused(
                Problem.UNKNOWN_BUDGET,
                () -> office.users.create(Office.ACTOR, "alice", new Terms(null, false, "nothing", Map.of())));
        assertThat(office.users.get("alice")).isEmpty();
    }

    @Test
    void aBlockedUserIsRefusedAtOnceAndAnUnblockedOneIsNot() {
        Office.Held held = office.issue(key -> key.user("alice"));
        Granted who = (Granted) office.gate.verify(held.text());
        for (int i = 0; i < 20; i++) {
            office.users.update(Office.ACTOR, "alice", ANY, terms -> blocked(terms, true));
            assertThat(office.directory.find("alice").orElseThrow().isBlocked()).isTrue();
            office.users.update(Office.ACTOR, "alice", ANY, terms -> blocked(terms, false));
            assertThat(office.directory.find("alice").orElseThrow().isBlocked()).isFalse();
        }
        assertThat(office.admits(who)).isTrue();
        office.users.update(Office.ACTOR, "alice", ANY, terms -> blocked(terms, true));
        assertThat(office.refusalOf(who, Call.none())).contains(Reason.BLOCKED_USER);
    }

    @Test
    void aUserWhoHasNotChangedIsTheSameObject() {
        create("alice");
        User before = office.directory.find("alice").orElseThrow();
        office.issue();
        office.directory.catchUp();
        assertThat(office.directory.find("alice").orElseThrow()).isSameAs(before);
    }

    @Test
    void aChangeIsMadeOnTheVersionThatWasReadOrNotAtAll() {
        create("alice");
        office.users.update(Office.ACTOR, "alice", OptionalLong.of(1), terms -> blocked(terms, true));
        Office.refused(
                Problem.CHANGED_MEANWHILE,
                () -> office.users.update(Office.ACTOR, "alice", OptionalLong.of(1), terms -> blocked(terms, false)));
        Office.refused(Problem.CHANGED_MEANWHILE, () -> office.users.delete(Office.ACTOR, "alice", OptionalLong.of(1)));
        assertThat(office.users
                        .update(Office.ACTOR, "alice", ANY, terms -> terms)
                        .version())
                .isEqualTo(2);
    }

    @Test
    void aDeletedUserIsUnknownAndTheirKeysAreOff() {
        create("alice");
        Office.Held one = office.issue(key -> key.user("alice"));
        Office.Held other = office.issue(key -> key.user("alice"));
        Office.Held bobs = office.issue(key -> key.user("bob"));
        office.users.delete(Office.ACTOR, "alice", ANY);
        assertThat(office.refusalOf(one.text())).contains(Reason.INACTIVE_KEY);
        assertThat(office.refusalOf(other.text())).contains(Reason.INACTIVE_KEY);
        assertThat(office.letsIn(bobs.text())).isTrue();
        assertThat(office.directory.find("alice")).isEmpty();
        assertThat(office.users.get("alice")).isEmpty();
        assertThat(office.users.list(0, 10)).extracting(ManagedUser::id).containsExactly("bob");
        Office.refused(Problem.UNKNOWN_USER, () -> office.users.delete(Office.ACTOR, "alice", ANY));
        Office.refused(Problem.UNKNOWN_USER, () -> office.users.update(Office.ACTOR, "alice", ANY, terms -> terms));
    }

    @Test
    void aUserAndTheirKeysGoInOneStep() {
        create("alice");
        office.issue(key -> key.user("alice"));
        long before = office.repository.changesAfter(0).revision();
        office.users.delete(Office.ACTOR, "alice", ANY);
        Changes changes = office.repository.changesAfter(before);
        assertThat(changes.revision()).isEqualTo(before + 1);
        assertThat(changes.users()).hasSize(1);
        assertThat(changes.keys()).hasSize(1);
    }

    @Test
    void noActiveKeyOfADeletedUserRemainsHoweverManyAreBeingIssued() throws Exception {
        for (int round = 0; round < 200; round++) {
            String id = "user-" + round;
            create(id);
            List<Callable<String>> all = new ArrayList<>();
            all.add(() -> {
                office.users.delete(Office.ACTOR, id, ANY);
                return "";
            });
            for (int i = 0; i < 4; i++) {
                all.add(() -> {
                    try {
                        return office.issue(key -> key.user(id)).text();
                    } catch (ManagementException e) {
                        assertThat(e.problem()).isEqualTo(Problem.DELETED_USER);
                        return "";
                    }
                });
            }
            List<String> texts = AtOnce.run(all);
            assertThat(texts.stream().filter(text -> !text.isEmpty() && office.letsIn(text)))
                    .isEmpty();
            assertThat(office.repository.keys(KeyFilter.all().ofUser(id).inStatus(KeyStatus.ACTIVE), 0, 10))
                    .isEmpty();
        }
    }

    @Test
    void aUserWhoComesAgainHasSpentNothingAndHasNoKeyThatWorks() {
        String budget = office.budgets
                .create(Office.ACTOR, new BudgetLifecycle.Terms("b", Money.parse("1"), BudgetReset.never()))
                .id();
        office.users.create(Office.ACTOR, "alice", new Terms(null, false, budget, Map.of()));
        Office.Held first = office.issue(key -> key.user("alice"));
        office.spend(first, "1");
        assertThat(office.refusalOf((Granted) office.gate.verify(first.text()), Call.none()))
                .contains(Reason.USER_BUDGET_REACHED);
        office.users.delete(Office.ACTOR, "alice", ANY);
        ManagedUser again = office.users.create(Office.ACTOR, "alice", new Terms(null, false, budget, Map.of()));
        assertThat(again.generation()).isEqualTo(2);
        assertThat(office.refusalOf(first.text())).contains(Reason.INACTIVE_KEY);
        Office.Held second = office.issue(key -> key.user("alice"));
        assertThat(office.admits((Granted) office.gate.verify(second.text()))).isTrue();
        assertThat(office.gate.usage("alice").budgets())
                .filteredOn(state -> state.name().equals(KeyDirectory.spendingOf(again)))
                .extracting(BudgetState::spent)
                .containsExactly(Money.ZERO);
    }

    @Test
    void whatAUserHadSpentIsThereAfterOtherChanges() {
        create("alice");
        Office.Held held = office.issue(key -> key.user("alice"));
        office.spend(held, "0.25");
        office.users.update(
                Office.ACTOR, "alice", ANY, terms -> new Terms("Alice", false, null, Map.of("changed", true)));
        office.keys.rotate(Office.ACTOR, held.id(), Rotation.withOverlap(Duration.ofHours(1)));
        office.spend(held, "0.5");
        assertThat(office.gate.usage("alice").budgets())
                .extracting(BudgetState::spent)
                .containsExactly(Money.parse("0.75"));
    }

    @Test
    void admittedCallsOfADeletedUserAreStillSettled() {
        Office.Held held = office.issue(key -> key.user("alice"));
        Granted who = (Granted) office.gate.verify(held.text());
        Admitted call = (Admitted) office.gate.authorize(who, Office.REQUEST, Call.none());
        office.users.delete(Office.ACTOR, "alice", ANY);
        assertThat(call.reservation().settle(Money.parse("1"))).isTrue();
    }
}
