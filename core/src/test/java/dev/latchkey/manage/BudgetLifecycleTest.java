package dev.latchkey.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Call;
import dev.latchkey.Granted;
import dev.latchkey.Reason;
import dev.latchkey.manage.BudgetLifecycle.Terms;
import dev.latchkey.manage.ManagementException.Problem;
import dev.latchkey.quota.BudgetGate;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.BudgetRule;
import dev.latchkey.quota.BudgetUnit;
import dev.latchkey.quota.Money;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Budgets are defined once, counted for each user, and hold as soon as they are changed. */
class BudgetLifecycleTest {
    private static final OptionalLong ANY = OptionalLong.empty();

    private final Office office = new Office();

    @AfterEach
    void close() {
        office.close();
    }

    private Budget budget(String cap) {
        return office.budgets.create(Office.ACTOR, new Terms("monthly", Money.parse(cap), BudgetReset.never()));
    }

    private Office.Held keyOf(String user, Budget budget) {
        office.users.create(Office.ACTOR, user, new UserLifecycle.Terms(null, false, budget.id(), Map.of()));
        return office.issue(key -> key.user(user));
    }

    private Granted who(Office.Held held) {
        return (Granted) office.gate.verify(held.text());
    }

    @Test
    void aUsersBudgetIsTheRuleThatDecides() {
        BudgetReset monthly = BudgetReset.aligned(BudgetUnit.MONTH);
        Budget budget = office.budgets.create(Office.ACTOR, new Terms("monthly", Money.parse("5"), monthly));
        keyOf("alice", budget);
        assertThat(office.directory.find("alice").orElseThrow().budgets())
                .containsExactly(new BudgetRule("budget", Money.parse("5"), monthly, BudgetGate.WITHIN));
    }

    @Test
    void aBudgetIsCountedForEachUserSeparately() {
        Budget budget = budget("1");
        Office.Held alices = keyOf("alice", budget);
        Office.Held bobs = keyOf("bob", budget);
        office.spend(alices, "1");
        assertThat(office.refusalOf(who(alices), Call.none())).contains(Reason.USER_BUDGET_REACHED);
        assertThat(office.admits(who(bobs))).isTrue();
    }

    @Test
    void aChangeOfABudgetHoldsAtOnceForAllWhoHaveIt() {
        Budget budget = budget("1");
        Office.Held held = keyOf("alice", budget);
        office.spend(held, "1");
        for (int cap = 2; cap < 20; cap++) {
            Money more = Money.parse(String.valueOf(cap));
            office.budgets.update(
                    Office.ACTOR, budget.id(), ANY, terms -> new Terms(terms.name(), more, terms.reset()));
            assertThat(office.admits(who(held))).isTrue();
            office.budgets.update(
                    Office.ACTOR, budget.id(), ANY, terms -> new Terms(terms.name(), Money.ZERO, terms.reset()));
            assertThat(office.refusalOf(who(held), Call.none())).contains(Reason.USER_BUDGET_REACHED);
        }
    }

    @Test
    void aBudgetThatIsGivenOrTakenHoldsAtOnce() {
        Office.Held held = office.issue(key -> key.user("alice"));
        office.spend(held, "5");
        String nothing = budget("0").id();
        office.users.update(
                Office.ACTOR, "alice", ANY, terms -> new UserLifecycle.Terms(null, false, nothing, Map.of()));
        assertThat(office.refusalOf(who(held), Call.none())).contains(Reason.USER_BUDGET_REACHED);
        office.users.update(Office.ACTOR, "alice", ANY, terms -> UserLifecycle.Terms.none());
        assertThat(office.admits(who(held))).isTrue();
    }

    @Test
    void whoHasADeletedBudgetHasNoCap() {
        Budget budget = budget("0");
        Office.Held held = keyOf("alice", budget);
        office.budgets.delete(Office.ACTOR, budget.id(), ANY);
        assertThat(office.admits(who(held))).isTrue();
        assertThat(office.budgets.get(budget.id())).isEmpty();
        assertThat(office.budgets.list(0, 10)).isEmpty();
        Office.refused(Problem.UNKNOWN_BUDGET, () -> keyOf("bob", budget));
        Office.refused(
                Problem.UNKNOWN_BUDGET, () -> office.budgets.update(Office.ACTOR, budget.id(), ANY, terms -> terms));
        assertThatThrownBy(() -> office.budgets.delete(Office.ACTOR, budget.id(), ANY))
                .hasMessage("Budget with id '" + budget.id() + "' not found");
    }

    @Test
    void aUserKeepsADeletedBudgetThroughOtherChanges() {
        Budget budget = budget("1");
        keyOf("alice", budget);
        office.budgets.delete(Office.ACTOR, budget.id(), ANY);
        ManagedUser changed = office.users.update(
                Office.ACTOR,
                "alice",
                ANY,
                terms -> new UserLifecycle.Terms("Alice", false, terms.budgetId(), terms.metadata()));
        assertThat(changed.alias()).isEqualTo("Alice");
    }

    @Test
    void aPeriodBeginsAnewWhenItEnds() {
        Budget daily = office.budgets.create(
                Office.ACTOR, new Terms(null, Money.parse("1"), BudgetReset.after(Duration.ofDays(1))));
        Office.Held held = keyOf("alice", daily);
        office.spend(held, "1");
        assertThat(office.admits(who(held))).isFalse();
        office.clock.move(Duration.ofDays(1));
        assertThat(office.admits(who(held))).isTrue();
    }

    @Test
    void aChangeIsMadeOnTheVersionThatWasReadOrNotAtAll() {
        Budget budget = budget("1");
        office.budgets.update(
                Office.ACTOR,
                budget.id(),
                OptionalLong.of(1),
                terms -> new Terms("second", terms.cap(), terms.reset()));
        Office.refused(
                Problem.CHANGED_MEANWHILE,
                () -> office.budgets.update(
                        Office.ACTOR,
                        budget.id(),
                        OptionalLong.of(1),
                        terms -> new Terms("late", terms.cap(), terms.reset())));
        Office.refused(
                Problem.CHANGED_MEANWHILE, () -> office.budgets.delete(Office.ACTOR, budget.id(), OptionalLong.of(1)));
        assertThat(office.budgets.get(budget.id()).orElseThrow().name()).isEqualTo("second");
        assertThat(office.budgets
                        .update(Office.ACTOR, budget.id(), ANY, terms -> terms)
                        .version())
                .isEqualTo(2);
    }

    @Test
    void namesThatCannotBeKeptAreRefused() {
        Office.refused(
                Problem.INVALID,
                () -> office.budgets.create(Office.ACTOR, new Terms("a\0", null, BudgetReset.never())));
        String id = budget("1").id();
        Office.refused(
                Problem.INVALID,
                () -> office.budgets.update(
                        Office.ACTOR, id, ANY, terms -> new Terms("\uDC00", terms.cap(), terms.reset())));
    }
}
