package dev.latchkey.manage.http;

import dev.latchkey.Authenticator;
import dev.latchkey.manage.KeyDirectory;
import dev.latchkey.manage.KeyRepository;
import dev.latchkey.manage.ManagedUser;
import dev.latchkey.manage.UserLifecycle;
import dev.latchkey.manage.UserLifecycle.Terms;
import dev.latchkey.quota.BudgetState;
import dev.latchkey.quota.Money;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /v1/users}: those on whose behalf calls are made. */
final class UserRoutes {
    private static final int LONGEST_ID = 256;
    private static final Set<String> CHANGEABLE = Set.of("alias", "metadata", "budget_id", "blocked");
    private static final Set<String> CREATABLE = Set.of("user_id", "alias", "metadata", "budget_id", "blocked");

    private final UserLifecycle lifecycle;
    private final KeyRepository repository;
    private final Authenticator gate;

    UserRoutes(UserLifecycle lifecycle, KeyRepository repository, Authenticator gate) {
        this.lifecycle = lifecycle;
        this.repository = repository;
        this.gate = gate;
    }

    List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/v1/users", this::create),
                Operation.of("GET", "/v1/users", this::list),
                Operation.of("GET", "/v1/users/{id}", this::get),
                Operation.of("PATCH", "/v1/users/{id}", this::change),
                Operation.of("DELETE", "/v1/users/{id}", this::delete),
                Operation.of("GET", "/v1/users/{id}/usage", this::usage));
    }

    private Reply create(ManagementCall call) {
        SubmittedMembers members = call.body().only(CREATABLE);
        String id = members.required("user_id", LONGEST_ID);
        ManagedUser user = lifecycle.create(call.actor(), id, edited(Terms.none(), members));
        return Reply.of(view(user), user.version());
    }

    private Reply list(ManagementCall call) {
        SubmittedQuery query = call.query();
        return Reply.of(lifecycle.list(query.skip(), query.limit()).stream()
                .map(this::view)
                .toList());
    }

    private Reply get(ManagementCall call) {
        ManagedUser user = present(call);
        return Reply.of(view(user), user.version());
    }

    private Reply change(ManagementCall call) {
        ManagedUser before = present(call);
        SubmittedMembers members = call.body().only(CHANGEABLE);
        ManagedUser after = lifecycle.update(
                call.actor(), before.id(), call.ifVersion(before.version()), terms -> edited(terms, members));
        return Reply.of(view(after), after.version());
    }

    private Reply delete(ManagementCall call) {
        ManagedUser before = present(call);
        lifecycle.delete(call.actor(), before.id(), call.ifVersion(before.version()));
        return Reply.done();
    }

    private Reply usage(ManagementCall call) {
        ManagedUser user = present(call);
        SubmittedQuery query = call.query();
        return Reply.of(repository.callsFor(user.id(), query.skip(), query.limit()).stream()
                .map(UsageView::of)
                .toList());
    }

    private ManagedUser present(ManagementCall call) {
        return lifecycle.get(call.id()).orElseThrow(() -> Refused.unknownUser(call.id()));
    }

    /** Null takes an alias and a budget away, and leaves the rest as it is. */
    private static Terms edited(Terms terms, SubmittedMembers members) {
        return new Terms(
                text(members, "alias", terms.alias()),
                members.flag("blocked").orElse(terms.isBlocked()),
                text(members, "budget_id", terms.budgetId()),
                members.metadata().orElse(terms.metadata()));
    }

    private static @Nullable String text(SubmittedMembers members, String member, @Nullable String before) {
        return members.isNull(member) ? null : members.text(member, LONGEST_ID).orElse(before);
    }

    private Map<String, @Nullable Object> view(ManagedUser user) {
        Optional<BudgetState> spending = gate.usage(user.id()).budgets().stream()
                .filter(budget -> budget.name().equals(KeyDirectory.spendingOf(user)))
                .findFirst();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("user_id", user.id());
        answer.put("alias", user.alias());
        answer.put("metadata", user.metadata());
        answer.put("spend", spending.map(BudgetState::spent).orElse(Money.ZERO).toBigDecimal());
        answer.put("budget_id", user.budgetId());
        answer.put("next_budget_reset_at", spending.map(UserRoutes::resetAt).orElse(null));
        answer.put("blocked", user.isBlocked());
        answer.put("created_at", user.createdAt().toString());
        answer.put("updated_at", user.updatedAt().toString());
        return answer;
    }

    private static @Nullable String resetAt(BudgetState budget) {
        return budget.resetAt().isEmpty()
                ? null
                : Instant.ofEpochSecond(0, budget.resetAt().getAsLong()).toString();
    }
}
