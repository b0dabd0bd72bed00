package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.TestClock;
import dev.latchkey.TestKeys;
import dev.latchkey.access.Scopes;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RatePlan;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTermsTest {
    private static final KeyRecord BARE = TestKeys.record(TestKeys.K).build();
    private static final Map<String, String> EVERYTHING = Map.ofEntries(
            Map.entry("name", "\"billing\""),
            Map.entry("user", "\"alice\""),
            Map.entry("not_before", "\"2026-01-01T00:00:00Z\""),
            Map.entry("expires_at", "\"2027-01-01T02:00:00+02:00\""),
            Map.entry("scopes", "[\"chat:write\",\"models:*\"]"),
            Map.entry("metadata", "{\"team\":\"ML\",\"seats\":3,\"deep\":{\"list\":[1.5,true]}}"),
            Map.entry("environment", "\"staging\""),
            Map.entry(
                    "limits",
                    "[{\"requests\":20,\"per\":\"minute\",\"algorithm\":\"log\",\"name\":\"short\"},"
                            + "{\"requests\":9,\"per\":\"PT90S\"}]"),
            Map.entry("usage_limit", "\"100\""),
            Map.entry("period_limit", "{\"usd\":3.5,\"every\":2,\"unit\":\"week\"}"),
            Map.entry("allowed_addresses", "[\"10.0.0.0/8\",\"::1\"]"),
            Map.entry("allowed_models", "[\"openai:*\",\"anthropic:claude\"]"),
            Map.entry(
                    "access",
                    "[{\"id\":\"r-1\",\"rule_type\":\"allow_models\",\"rule_value\":{\"models\":[\"gpt-4o\"]}},"
                            + "{\"rule_type\":\"deny_providers\",\"rule_value\":{\"providers\":[\"azure\"]}},"
                            + "{\"rule_type\":\"allow_pricing\",\"rule_value\":{\"pricingType\":\"paid\",\"maxInputPrice\":2.5}},"
                            + "{\"rule_type\":\"deny_ip_cidrs\",\"rule_value\":{\"ipCidrs\":[\"10.9.0.0/16\"]},"
                            + "\"status\":\"inactive\"},"
                            + "{\"rule_type\":\"deny_models\"}]"),
            Map.entry("project_mode", "\"hybrid\""),
            Map.entry("provider_keys", "[\"openai\"]"),
            Map.entry("credits", "\"7.25\""));

    @Test
    void whatIsSaidOfAKeyIsShownInTheFormInWhichItIsRead() throws JsonProcessingException {
        KeyRecord record = applied(BARE, EVERYTHING);

        assertThat(applied(BARE, shown(record)).permits()).isEqualTo(record.permits());
        assertThat(KeyTerms.of(applied(BARE, shown(record)))).isEqualTo(KeyTerms.of(record));
        assertThat(KeyTerms.of(record))
                .containsEntry("expires_at", "2027-01-01T00:00:00Z")
                .containsEntry("usage_limit", "100.00")
                .containsEntry("period_limit", Map.of("usd", "3.50", "every", 2, "unit", "week"));
    }

    @Test
    void everyMemberIsShownEvenWhereThereIsNothingToSay() {
        assertThat(KeyTerms.of(BARE)).containsOnlyKeys(withPlan()).containsEntry("metadata", Map.of());
        assertThat(KeyTerms.of(BARE).values().stream().filter(value -> value == null))
                .hasSize(withPlan().size() - 1);
    }

    private static java.util.Set<String> withPlan() {
        java.util.Set<String> names = new java.util.HashSet<>(EVERYTHING.keySet());
        names.add("plan");
        return names;
    }

    @Test
    void nullTakesAwayWhatTheMemberSays() {
        Map<String, String> nothing = new LinkedHashMap<>();
        withPlan().forEach(member -> nothing.put(member, "null"));

        KeyRecord record = applied(applied(BARE, EVERYTHING), nothing);

        assertThat(record.permits()).isEqualTo(KeyPermits.unlimited());
        assertThat(record.scopes()).isEqualTo(Scopes.unrestricted());
        assertThat(record.expiresAt()).isEmpty();
        assertThat(record.notBefore()).isEmpty();
        assertThat(record.environment()).isEmpty();
    }

    @Test
    void whatIsNotMentionedStays() {
        KeyRecord before = applied(BARE, EVERYTHING);

        KeyRecord after = applied(before, Map.of("usage_limit", "5"));

        assertThat(after.permits())
                .isEqualTo(before.permits().toBuilder()
                        .usageLimit(Money.parse("5"))
                        .build());
        assertThat(after.scopes()).isEqualTo(before.scopes());
        assertThat(after.secrets()).isEqualTo(before.secrets());
    }

    @Test
    void aPlanReplacesLimitsAndTheyReplaceIt() {
        KeyRecord limited = applied(BARE, Map.of("limits", "[{\"requests\":1,\"per\":\"hour\"}]"));
        KeyRecord planned = applied(limited, Map.of("plan", "\"pro\""));

        assertThat(planned.permits().limits()).isEqualTo(RatePlan.pro().limits());
        assertThat(KeyTerms.of(planned)).containsEntry("plan", "pro").containsEntry("limits", null);
        assertThat(applied(planned, Map.of("limits", "[{\"requests\":1,\"per\":\"hour\"}]"))
                        .permits())
                .isEqualTo(limited.permits());
        assertThat(applied(planned, Map.of("limits", "null")).permits()).isEqualTo(KeyPermits.unlimited());
    }

    @Test
    void withTheProjectModeGoesWhatBelongsToItInWhateverOrderItIsSaid() {
        KeyRecord hybrid = applied(
                BARE, Map.of("project_mode", "\"hybrid\"", "provider_keys", "[\"openai\"]", "credits", "\"7\""));

        assertThat(applied(hybrid, Map.of("project_mode", "null")).permits()).isEqualTo(KeyPermits.unlimited());
        assertThat(applied(hybrid, Map.of("credits", "\"8\"")).permits().credits())
                .isEqualTo(Money.parse("8"));
    }

    @Test
    void whatAKeyHadSpentBeforeStaysWithItsLimit() {
        KeyRecord spent = BARE.toBuilder()
                .permits(KeyPermits.builder()
                        .usageLimit(Money.parse("9"))
                        .startingUsage(Money.parse("4"))
                        .build())
                .build();

        assertThat(applied(spent, Map.of("usage_limit", "8")).permits().startingUsage())
                .isEqualTo(Money.parse("4"));
        assertThat(applied(spent, Map.of("usage_limit", "null")).permits()).isEqualTo(KeyPermits.unlimited());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "key_hash | 1 | unknown member key_hash; correct or remove it, since a restriction must not be ignored",
                "usage | 1 | unknown member usage; correct or remove it, since a restriction must not be ignored",
                "scopes | \"chat\" | scopes: expected an array of texts, found text",
                "expires_at | \"2026-01-01\" | expires_at: expected an ISO 8601 date and time with a zone,"
                        + " such as 2026-01-31T12:00:00Z",
                "expires_at | \"2127-01-01T00:00:00Z\" | expires_at: expected a date from 1970 to 100 years from now",
                "usage_limit | 1e-6 | usage_limit: expected an amount such as 3.00: up to 9 integer and 9 fraction digits,"
                        + " no sign and no exponent",
                "limits | [{\"requests\":1,\"per\":\"hour\",\"requests\":2}] | limits: line 1, column 39:"
                        + " a member stands there twice; keep one",
                "credits | 1 2 | credits: expected one value and nothing after it",
                "user | | user: expected text, found nothing"
            })
    void aValueThatIsNoneOfItsMembersIsRefusedAndNotRepeated(String member, @Nullable String value, String message) {
        assertThatThrownBy(() -> KeyTerms.parse(Map.of(member, value == null ? "" : value), new TestClock()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void membersThatDoNotGoTogetherAreRefusedWhereTheyMeet() {
        assertThatThrownBy(() ->
                        applied(BARE, Map.of("plan", "\"free\"", "limits", "[{\"requests\":1,\"per\":\"hour\"}]")))
                .hasMessage("plan: goes with no limits of the key's own; keep plan or limits");
        assertThatThrownBy(() -> applied(BARE, Map.of("credits", "\"7\"")))
                .hasMessage("credits: goes with project_mode only; remove it, or set project_mode");
        assertThatThrownBy(() -> applied(applied(BARE, EVERYTHING), Map.of("not_before", "\"2028-01-01T00:00:00Z\"")))
                .hasMessage("expires_at: expected a date after not_before");
    }

    private static KeyRecord applied(KeyRecord before, Map<String, String> values) {
        return KeyTerms.parse(values, new TestClock()).applyTo(before).build();
    }

    private static Map<String, String> shown(KeyRecord record) throws JsonProcessingException {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> member : KeyTerms.of(record).entrySet()) {
            values.put(member.getKey(), new ObjectMapper().writeValueAsString(member.getValue()));
        }
        return values;
    }
}
