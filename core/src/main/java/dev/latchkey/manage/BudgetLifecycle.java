package dev.latchkey.manage;

import dev.latchkey.manage.ManagementEvent.Action;
import dev.latchkey.manage.ManagementEvent.Subject;
import dev.latchkey.manage.ManagementException.Problem;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.TimeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The budgets that cap what users spend: create, change, delete. Thread-safe; methods may block, and throw as those of
 * {@link KeyLifecycle} do.
 */
public final class BudgetLifecycle {
    private final Journal journal;

    /** The budgets in this directory's repository. */
    public BudgetLifecycle(KeyDirectory directory, TimeSource time, ManagementListener... listeners) {
        this.journal = new Journal(directory, time, List.of(listeners));
    }

    /** What can be said of a budget. */
    public record Terms(@Nullable String name, @Nullable Money cap, BudgetReset reset) {}

    /** The budget of this id; empty if there is none or it is deleted. */
    public Optional<Budget> get(String id) {
        return journal.repository().budget(id).filter(budget -> !budget.isDeleted());
    }

    /** Budgets in the order in which they were made. */
    public List<Budget> list(int skip, int limit) {
        return journal.repository().budgets(skip, limit);
    }

    /** Makes a budget. */
    public Budget create(String actor, Terms terms) {
        Storable.text("name", terms.name());
        Instant now = journal.now();
        String id = UUID.randomUUID().toString();
        Budget budget = new Budget(id, terms.name(), terms.cap(), terms.reset(), false, now, now, 1);
        Budget nothing = new Budget(id, null, null, BudgetReset.never(), false, now, now, 1);
        if (!journal.commit(ChangeSet.of(budget, event(actor, Action.CREATED, nothing, budget, now)))) {
            throw new ManagementException(Problem.CHANGED_MEANWHILE, "Changed meanwhile; try again");
        }
        return budget;
    }

    /** Changes a budget for all who have it; made again where somebody else was quicker, unless a version is named. */
    public Budget update(String actor, String id, OptionalLong ifVersion, UnaryOperator<Terms> edit) {
        return replace(actor, id, ifVersion, Action.UPDATED, before -> {
            Terms terms = edit.apply(new Terms(before.name(), before.cap(), before.reset()));
            Storable.text("name", terms.name());
            return next(before, terms, false);
        });
    }

    /** Deletes a budget; who has it then has no cap. */
    public void delete(String actor, String id, OptionalLong ifVersion) {
        replace(
                actor,
                id,
                ifVersion,
                Action.DELETED,
                before -> next(before, new Terms(before.name(), before.cap(), before.reset()), true));
    }

    private Budget replace(
            String actor, String id, OptionalLong ifVersion, Action action, UnaryOperator<Budget> change) {
        while (true) {
            Budget before = present(id, ifVersion);
            Budget after = change.apply(before);
            ManagementEvent event = event(actor, action, before, after, after.updatedAt());
            if (event.changes().isEmpty()) {
                return before;
            }
            if (journal.commit(ChangeSet.of(after, event))) {
                return after;
            }
        }
    }

    private Budget next(Budget before, Terms terms, boolean deleted) {
        return new Budget(
                before.id(),
                terms.name(),
                terms.cap(),
                terms.reset(),
                deleted,
                before.createdAt(),
                journal.now(),
                before.version() + 1);
    }

    private Budget present(String id, OptionalLong ifVersion) {
        Budget budget = get(id).orElseThrow(
                        () -> new ManagementException(Problem.UNKNOWN_BUDGET, "Budget with id '" + id + "' not found"));
        if (ifVersion.isPresent() && ifVersion.getAsLong() != budget.version()) {
            throw new ManagementException(Problem.CHANGED_MEANWHILE, "The budget was changed meanwhile; read it again");
        }
        return budget;
    }

    private static ManagementEvent event(String actor, Action action, Budget before, Budget after, Instant now) {
        List<FieldChange> changes = new ArrayList<>();
        FieldChange.add(changes, "name", before.name(), after.name());
        FieldChange.add(changes, "max_budget", before.cap(), after.cap());
        FieldChange.add(changes, "reset", before.reset(), after.reset());
        FieldChange.add(changes, "deleted", before.isDeleted(), after.isDeleted());
        return new ManagementEvent(now, actor, action, Subject.BUDGET, after.id(), changes);
    }
}
