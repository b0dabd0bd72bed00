package dev.latchkey.manage.http;

import dev.latchkey.manage.Budget;
import dev.latchkey.manage.BudgetLifecycle;
import dev.latchkey.manage.BudgetLifecycle.Terms;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.BudgetUnit;
import dev.latchkey.quota.Money;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /v1/budgets}: what users may spend. */
final class BudgetRoutes {
    private static final String DURATION = "budget_duration_sec";
    private static final String ALIGNMENT = "reset_alignment";
    private static final String CALENDAR = "calendar_";
    private static final int LONGEST_TEXT = 256;
    private static final long LONGEST_SECONDS = Duration.ofDays(36_600).toSeconds();
    private static final Set<String> MEMBERS = Set.of("name", "max_budget", DURATION, ALIGNMENT);

    private final BudgetLifecycle lifecycle;

    BudgetRoutes(BudgetLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/v1/budgets", this::create),
                Operation.of("GET", "/v1/budgets", this::list),
                Operation.of("GET", "/v1/budgets/{id}", this::get),
                Operation.of("PATCH", "/v1/budgets/{id}", this::change),
                Operation.of("DELETE", "/v1/budgets/{id}", this::delete));
    }

    private Reply create(ManagementCall call) {
        SubmittedMembers members = call.body().only(MEMBERS);
        Budget budget = lifecycle.create(call.actor(), edited(new Terms(null, null, BudgetReset.never()), members));
        return Reply.of(view(budget), budget.version());
    }

    private Reply list(ManagementCall call) {
        SubmittedQuery query = call.query();
        return Reply.of(lifecycle.list(query.skip(), query.limit()).stream()
                .map(BudgetRoutes::view)
                .toList());
    }

    private Reply get(ManagementCall call) {
        Budget budget = present(call);
        return Reply.of(view(budget), budget.version());
    }

    private Reply change(ManagementCall call) {
        Budget before = present(call);
        SubmittedMembers members = call.body().only(MEMBERS);
        Budget after = lifecycle.update(
                call.actor(), before.id(), call.ifVersion(before.version()), terms -> edited(terms, members));
        return Reply.of(view(after), after.version());
    }

    private Reply delete(ManagementCall call) {
        Budget before = present(call);
        lifecycle.delete(call.actor(), before.id(), call.ifVersion(before.version()));
        return Reply.done();
    }

    private Budget present(ManagementCall call) {
        return lifecycle.get(call.id()).orElseThrow(() -> Refused.unknownBudget(call.id()));
    }

    /** Null takes away what the member says. */
    private static Terms edited(Terms terms, SubmittedMembers members) {
        String name = members.isNull("name")
                ? null
                : members.text("name", LONGEST_TEXT).orElse(terms.name());
        Money cap = members.isNull("max_budget")
                ? null
                : members.money("max_budget").orElse(terms.cap());
        return new Terms(name, cap, reset(terms.reset(), members));
    }

    private static BudgetReset reset(BudgetReset before, SubmittedMembers members) {
        Optional<Duration> duration = members.isNull(DURATION)
                ? Optional.empty()
                : members.wholeNumber(DURATION, 1, LONGEST_SECONDS)
                        .map(Duration::ofSeconds)
                        .or(before::elapsed);
        Optional<BudgetUnit> unit = members.isNull(ALIGNMENT)
                ? Optional.empty()
                : members.text(ALIGNMENT, LONGEST_TEXT).map(BudgetRoutes::unit).or(before::alignment);
        if (duration.isPresent() && unit.isPresent()) {
            throw Refused.of(
                    400, "invalid_member", "A budget resets on budget_duration_sec or on reset_alignment, not both");
        }
        return duration.map(BudgetReset::after)
                .or(() -> unit.map(BudgetReset::aligned))
                .orElse(BudgetReset.never());
    }

    private static BudgetUnit unit(String alignment) {
        return switch (alignment) {
            case CALENDAR + "day" -> BudgetUnit.DAY;
            case CALENDAR + "week" -> BudgetUnit.WEEK;
            case CALENDAR + "month" -> BudgetUnit.MONTH;
            default ->
                throw SubmittedMembers.invalid(ALIGNMENT, "expected calendar_day, calendar_week or calendar_month");
        };
    }

    private static Map<String, @Nullable Object> view(Budget budget) {
        Money cap = budget.cap();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("budget_id", budget.id());
        answer.put("name", budget.name());
        answer.put("max_budget", cap == null ? null : cap.toBigDecimal());
        answer.put(DURATION, budget.reset().elapsed().map(Duration::toSeconds).orElse(null));
        answer.put(
                ALIGNMENT,
                budget.reset().alignment().map(unit -> CALENDAR + unit).orElse(null));
        answer.put("created_at", budget.createdAt().toString());
        answer.put("updated_at", budget.updatedAt().toString());
        return answer;
    }
}
