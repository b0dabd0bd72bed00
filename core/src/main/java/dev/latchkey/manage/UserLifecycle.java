package dev.latchkey.manage;

import dev.latchkey.key.KeyStatus;
import dev.latchkey.manage.ManagementEvent.Action;
import dev.latchkey.manage.ManagementEvent.Subject;
import dev.latchkey.manage.ManagementException.Problem;
import dev.latchkey.quota.TimeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The users on whose behalf calls are made: create, change, block, delete, and create again. Thread-safe; methods may
 * block, and throw as those of {@link KeyLifecycle} do.
 */
public final class UserLifecycle {
    private final Journal journal;

    /** The users in this directory's repository. */
    public UserLifecycle(KeyDirectory directory, TimeSource time, ManagementListener... listeners) {
        this.journal = new Journal(directory, time, List.of(listeners));
    }

    /** What can be said of a user. */
    public record Terms(
            @Nullable String alias,
            boolean isBlocked,
            @Nullable String budgetId,
            Map<String, Object> metadata) {
        private static final Terms NONE = new Terms(null, false, null, Map.of());

        /** Nothing: no alias, not blocked, no budget. */
        public static Terms none() {
            return NONE;
        }

        /** The same, as repositories keep it. */
        private Terms storable() {
            Storable.text("alias", alias);
            return new Terms(alias, isBlocked, budgetId, Storable.metadata(metadata));
        }

        private static Terms of(ManagedUser user) {
            return new Terms(user.alias(), user.isBlocked(), user.budgetId(), user.metadata());
        }
    }

    /** The user of this id; empty if there is none or they are deleted. */
    public Optional<ManagedUser> get(String id) {
        return journal.repository().user(id).filter(user -> !user.isDeleted());
    }

    /** Users in the order in which they were first made. */
    public List<ManagedUser> list(int skip, int limit) {
        return journal.repository().users(skip, limit);
    }

    /** Makes a user, or one who was deleted anew: with nothing spent, and without the keys of the one before. */
    public ManagedUser create(String actor, String id, Terms asked) {
        Storable.userId(id);
        Terms terms = asked.storable();
        while (true) {
            Optional<ManagedUser> before = journal.repository().user(id);
            if (before.isPresent() && !before.get().isDeleted()) {
                throw new ManagementException(Problem.EXISTS, "User with id '" + id + "' already exists");
            }
            checkBudget(terms.budgetId());
            Instant now = journal.now();
            ManagedUser user = new ManagedUser(
                    id,
                    terms.alias(),
                    terms.isBlocked(),
                    false,
                    terms.budgetId(),
                    terms.metadata(),
                    before.map(ManagedUser::generation).orElse(0L) + 1,
                    now,
                    now,
                    before.map(ManagedUser::version).orElse(0L) + 1);
            ManagedUser nobody = ManagedUser.fresh(id, now);
            if (journal.commit(ChangeSet.of(user, event(actor, Action.CREATED, nobody, user, now)))) {
                return user;
            }
        }
    }

    /** Changes what is said of a user; made again where somebody else was quicker, unless a version is named. */
    public ManagedUser update(String actor, String id, OptionalLong ifVersion, UnaryOperator<Terms> edit) {
        while (true) {
            ManagedUser before = present(id, ifVersion);
            Terms terms = edit.apply(Terms.of(before)).storable();
            if (!Objects.equals(terms.budgetId(), before.budgetId())) {
                checkBudget(terms.budgetId());
            }
            Instant now = journal.now();
            ManagedUser after = changed(before, terms, false, now);
            if (event(actor, Action.UPDATED, before, after, now).changes().isEmpty()) {
                return before;
            }
            if (journal.commit(ChangeSet.of(after, event(actor, Action.UPDATED, before, after, now)))) {
                return after;
            }
        }
    }

    /** Deletes a user and switches off all of their keys, in one step. */
    public void delete(String actor, String id, OptionalLong ifVersion) {
        while (true) {
            ManagedUser before = present(id, ifVersion);
            Instant now = journal.now();
            ManagedUser after = changed(before, Terms.of(before), true, now);
            List<ManagedKey> keys = new ArrayList<>();
            List<ManagementEvent> events = new ArrayList<>();
            for (ManagedKey key : activeKeysOf(id)) {
                ManagedKey off = key.changedTo(
                        key.record().toBuilder().status(KeyStatus.INACTIVE).build(), now);
                keys.add(off);
                events.add(new ManagementEvent(
                        now, actor, Action.UPDATED, Subject.KEY, key.id().value(), KeyDiff.between(key, off)));
            }
            events.add(event(actor, Action.DELETED, before, after, now));
            if (journal.commit(new ChangeSet(keys, List.of(after), List.of(), events))) {
                return;
            }
        }
    }

    private List<ManagedKey> activeKeysOf(String id) {
        return journal.repository().keys(KeyFilter.all().ofUser(id).inStatus(KeyStatus.ACTIVE), 0, Integer.MAX_VALUE);
    }

    private static ManagedUser changed(ManagedUser before, Terms terms, boolean deleted, Instant now) {
        return new ManagedUser(
                before.id(),
                terms.alias(),
                terms.isBlocked(),
                deleted,
                terms.budgetId(),
                terms.metadata(),
                before.generation(),
                before.createdAt(),
                now,
                before.version() + 1);
    }

    private void checkBudget(@Nullable String budgetId) {
        if (budgetId != null
                && journal.repository()
                        .budget(budgetId)
                        .filter(budget -> !budget.isDeleted())
                        .isEmpty()) {
            throw new ManagementException(Problem.UNKNOWN_BUDGET, "Budget with id '" + budgetId + "' not found");
        }
    }

    private ManagedUser present(String id, OptionalLong ifVersion) {
        ManagedUser user =
                get(id).orElseThrow(() -> new ManagementException(Problem.UNKNOWN_USER, "User '" + id + "' not found"));
        if (ifVersion.isPresent() && ifVersion.getAsLong() != user.version()) {
            throw new ManagementException(Problem.CHANGED_MEANWHILE, "The user was changed meanwhile; read it again");
        }
        return user;
    }

    private static ManagementEvent event(
            String actor, Action action, ManagedUser before, ManagedUser after, Instant now) {
        List<FieldChange> changes = new ArrayList<>();
        FieldChange.add(changes, "alias", before.alias(), after.alias());
        FieldChange.add(changes, "blocked", before.isBlocked(), after.isBlocked());
        FieldChange.add(changes, "budget_id", before.budgetId(), after.budgetId());
        FieldChange.add(changes, "metadata", before.metadata(), after.metadata());
        FieldChange.add(changes, "deleted", before.isDeleted(), after.isDeleted());
        return new ManagementEvent(now, actor, action, Subject.USER, after.id(), changes);
    }
}
