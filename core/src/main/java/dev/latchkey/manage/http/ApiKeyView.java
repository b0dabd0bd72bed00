package dev.latchkey.manage.http;

import dev.latchkey.Authenticator;
import dev.latchkey.access.AccessRule;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyTerms;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.quota.BudgetState;
import dev.latchkey.quota.BudgetUnit;
import dev.latchkey.quota.Money;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of a key in the llm-gateway's words; its text in the answers of making and rolling it, and in no other. */
final class ApiKeyView {
    /** As many whatever is behind them, so that nobody learns how long a key is. */
    private static final String HIDDEN = "\u2022".repeat(5);

    /** The names under which a key's budgets are counted. */
    private static final String LIFETIME = "usage_limit";

    private static final String PERIOD = "period_limit";

    private final Authenticator gate;

    ApiKeyView(Authenticator gate) {
        this.gate = gate;
    }

    /** A key that was just made or rolled, with its text. */
    Map<String, @Nullable Object> of(ManagedKey key, String token) {
        Map<String, @Nullable Object> answer = described(key.record(), key.updatedAt());
        answer.put("token", token);
        return answer;
    }

    Map<String, @Nullable Object> of(ManagedKey key) {
        Map<String, @Nullable Object> answer = described(key.record(), key.updatedAt());
        answer.put("maskedToken", key.notes().get(0).beginning() + HIDDEN);
        return answer;
    }

    /** A key that can only be looked at. */
    Map<String, @Nullable Object> of(KeyRecord record) {
        Map<String, @Nullable Object> answer = described(record, null);
        answer.put("maskedToken", HIDDEN);
        return answer;
    }

    private Map<String, @Nullable Object> described(KeyRecord record, @Nullable Instant updatedAt) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("id", record.id().value());
        answer.put("createdAt", date(record.createdAt()));
        answer.put("updatedAt", date(Optional.ofNullable(updatedAt)));
        answer.put("description", record.name().orElse(record.label()));
        answer.put("status", record.status().name().toLowerCase(Locale.ROOT));
        answer.put("expiresAt", date(record.expiresAt()));
        limits(record, answer);
        answer.put("iamRules", rules(record));
        return answer;
    }

    private void limits(KeyRecord record, Map<String, @Nullable Object> answer) {
        KeyPermits permits = record.permits();
        List<BudgetState> budgets = gate.usage(record).budgets();
        Optional<BudgetUnit> unit = permits.period().stepUnit();
        answer.put("usageLimit", amount(permits.usageLimit()));
        answer.put("usage", amount(budget(budgets, LIFETIME).map(BudgetState::spent)));
        answer.put("periodUsageLimit", amount(permits.periodLimit()));
        answer.put(
                "periodUsageDurationValue", unit.isPresent() ? permits.period().steps() : null);
        answer.put("periodUsageDurationUnit", unit.map(BudgetUnit::toString).orElse(null));
        Optional<BudgetState> period = budget(budgets, PERIOD);
        answer.put("currentPeriodUsage", amount(period.map(BudgetState::spent)));
        answer.put("currentPeriodResetAt", date(period.flatMap(ApiKeyView::resetAt)));
    }

    private static Optional<BudgetState> budget(List<BudgetState> budgets, String name) {
        return budgets.stream().filter(budget -> budget.name().equals(name)).findFirst();
    }

    private static Optional<Instant> resetAt(BudgetState budget) {
        return budget.resetAt().isEmpty()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(0, budget.resetAt().getAsLong()));
    }

    /** The rules of a key. */
    static List<Map<String, @Nullable Object>> rules(KeyRecord record) {
        return record.permits().rules().rules().stream().map(ApiKeyView::of).toList();
    }

    /** One rule. */
    static Map<String, @Nullable Object> of(AccessRule rule) {
        Map<String, @Nullable Object> words = KeyTerms.of(rule);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("id", words.get("id"));
        answer.put("ruleType", words.get("rule_type"));
        answer.put("ruleValue", words.get("rule_value"));
        answer.put("status", words.get("status"));
        return answer;
    }

    private static @Nullable String amount(Optional<Money> money) {
        return money.map(Money::toString).orElse(null);
    }

    private static @Nullable String date(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }
}
