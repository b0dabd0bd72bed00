package dev.latchkey.manage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.profile.Profiles;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code PATCH /keys/api/limit/{id}}: what a key may cost, in its life and in each period. */
class ApiKeyLimitsTest {
    private static final String DAILY = "{\"description\": \"a\", \"usageLimit\": \"10\", \"periodUsageLimit\": \"4\","
            + " \"periodUsageDurationValue\": 1, \"periodUsageDurationUnit\": \"day\"}";

    private final Management gateway = new Management(Profiles.llmGateway());

    @AfterEach
    void close() {
        gateway.close();
    }

    private Answer make(String terms) {
        return gateway.send("POST", "/keys/api", terms);
    }

    private Answer limit(Answer made, String terms) {
        return gateway.send("PATCH", "/keys/api/limit/" + made.text("/apiKey/id"), terms);
    }

    private static String usage(Answer answer) {
        return answer.text("/apiKey/usage") + " of " + answer.text("/apiKey/usageLimit") + ", "
                + answer.text("/apiKey/currentPeriodUsage") + " of " + answer.text("/apiKey/periodUsageLimit")
                + " in " + answer.text("/apiKey/periodUsageDurationValue") + " "
                + answer.text("/apiKey/periodUsageDurationUnit");
    }

    @Test
    void aChangeOfALimitStartsNoCounterAgain() {
        Answer made = make(DAILY);
        gateway.spend(made.text("/apiKey/token"), "3");

        assertThat(usage(limit(made, "{\"usageLimit\": \"20\"}"))).isEqualTo("3.00 of 20.00, 3.00 of 4.00 in 1 day");
        assertThat(usage(limit(made, "{\"periodUsageLimit\": \"5.50\"}")))
                .isEqualTo("3.00 of 20.00, 3.00 of 5.50 in 1 day");
        assertThat(usage(limit(made, "{\"usageLimit\": \"1\"}"))).isEqualTo("3.00 of 1.00, 3.00 of 5.50 in 1 day");
    }

    @Test
    void aChangeOfThePeriodStartsItsCounterAgain() {
        Answer made = make(DAILY);
        gateway.spend(made.text("/apiKey/token"), "3");

        assertThat(usage(limit(made, "{\"periodUsageDurationValue\": 2}")))
                .isEqualTo("3.00 of 10.00, 0.00 of 4.00 in 2 day");
        gateway.spend(made.text("/apiKey/token"), "1");
        assertThat(usage(limit(made, "{\"periodUsageDurationUnit\": \"week\"}")))
                .isEqualTo("4.00 of 10.00, 0.00 of 4.00 in 2 week");
    }

    @Test
    void aPeriodEndsWhenItSaid() {
        Answer made = make(DAILY);
        gateway.spend(made.text("/apiKey/token"), "3");
        assertThat(gateway.get("/keys/api").text("/apiKeys/0/currentPeriodResetAt"))
                .isEqualTo("2026-03-02T12:00:00Z");

        gateway.clock.move(Duration.ofDays(1));

        Answer listed = gateway.get("/keys/api");
        assertThat(listed.text("/apiKeys/0/currentPeriodUsage")).isEqualTo("0.00");
        assertThat(listed.text("/apiKeys/0/usage")).isEqualTo("3.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"  \""})
    void aBlankLimitIsNone(String none) {
        Answer free = limit(make(DAILY), "{\"usageLimit\": " + none + ", \"periodUsageLimit\": " + none + "}");

        assertThat(usage(free)).isEqualTo("null of null, null of null in null null");
        assertThat(make("{\"description\": \"b\", \"usageLimit\": " + none + "}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"\"0\", 0.00", "0, 0.00", "\"3\", 3.00", "2.5, 2.50", "\" 7.000000001 \", 7.000000001"})
    void aLimitIsTextOrANumber(String written, String shown) {
        assertThat(limit(make(DAILY), "{\"usageLimit\": " + written + "}").text("/apiKey/usageLimit"))
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"-1\"",
                "-1",
                "-0",
                "\"+1\"",
                "\"NaN\"",
                "\"Infinity\"",
                "\"1e3\"",
                "1e-6",
                "1e2000000",
                "\".5\"",
                "\"5.\"",
                "\"1,5\"",
                "\"\\u0661\"",
                "\"$1\"",
                "true",
                "[]",
                "{\"a\": 1}"
            })
    void anythingElseIsNoLimit(String written) {
        Answer made = make(DAILY);
        for (Answer answer : java.util.List.of(
                limit(made, "{\"usageLimit\": " + written + "}"),
                limit(made, "{\"periodUsageLimit\": " + written + "}"),
                make("{\"description\": \"b\", \"usageLimit\": " + written + "}"))) {
            assertThat(answer.status() + answer.text("/message"))
                    .isEqualTo("400Usage limit must be a non-negative number.");
        }
        assertThat(usage(limit(made, "{\"usageLimit\": \"10\"}"))).isEqualTo("0.00 of 10.00, 0.00 of 4.00 in 1 day");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0.0000000001\"", "\"1234567890123456789\""})
    void anAmountOutOfRangeIsToldTheForm(String written) {
        assertThat(limit(make(DAILY), "{\"usageLimit\": " + written + "}").text("/message"))
                .startsWith("usageLimit: expected an amount such as 3.00: up to 9 integer and 9 fraction digits");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"periodUsageLimit\": \"4\" | periodUsageDurationValue: expected a duration beside the limit",
                "\"periodUsageLimit\": \"4\", \"periodUsageDurationValue\": 1 | periodUsageDurationValue: expected a duration",
                "\"periodUsageLimit\": \"4\", \"periodUsageDurationUnit\": \"day\" | periodUsageDurationValue: expected",
                "\"periodUsageDurationValue\": 1, \"periodUsageDurationUnit\": \"day\" | periodUsageLimit: expected a limit",
                "\"periodUsageLimit\": \"4\", \"periodUsageDurationValue\": 0, \"periodUsageDurationUnit\": \"hour\""
                        + " | periodUsageDurationValue: expected a whole number from 1 to 8760",
                "\"periodUsageLimit\": \"4\", \"periodUsageDurationValue\": 8761, \"periodUsageDurationUnit\": \"hour\""
                        + " | periodUsageDurationValue: expected a whole number from 1 to 8760",
                "\"periodUsageLimit\": \"4\", \"periodUsageDurationValue\": 366, \"periodUsageDurationUnit\": \"day\""
                        + " | periodUsageDurationValue: expected a whole number from 1 to 365",
                "\"periodUsageLimit\": \"4\", \"periodUsageDurationValue\": 53, \"periodUsageDurationUnit\": \"week\""
                        + " | periodUsageDurationValue: expected a whole number from 1 to 52",
                "\"periodUsageLimit\": \"4\", \"periodUsageDurationValue\": 13, \"periodUsageDurationUnit\": \"month\""
                        + " | periodUsageDurationValue: expected a whole number from 1 to 12",
                "\"periodUsageLimit\": \"4\", \"periodUsageDurationValue\": 1.5, \"periodUsageDurationUnit\": \"month\""
                        + " | periodUsageDurationValue: expected a whole number",
                "\"periodUsageLimit\": \"4\", \"periodUsageDurationValue\": 1, \"periodUsageDurationUnit\": \"year\""
                        + " | periodUsageDurationUnit: expected hour, day, week or month"
            })
    void aLimitAndADurationGoTogether(String members, String problem) {
        assertThat(make("{\"description\": \"a\", " + members + "}").text("/message"))
                .startsWith(problem);
        assertThat(limit(make("{\"description\": \"b\"}"), "{" + members + "}").text("/message"))
                .startsWith(problem);
    }

    @Test
    void aLongDurationIsNotTakenOverIntoAShorterUnit() {
        Answer made = make("{\"description\": \"a\", \"periodUsageLimit\": \"4\", \"periodUsageDurationValue\": 100,"
                + " \"periodUsageDurationUnit\": \"day\"}");

        assertThat(limit(made, "{\"periodUsageDurationUnit\": \"month\"}").text("/message"))
                .isEqualTo("periodUsageDurationValue: expected a whole number from 1 to 12");
    }

    @Test
    void aChangeOfNothingIsRefused() {
        assertThat(limit(make(DAILY), "{}").text("/message")).isEqualTo("No changes provided");
    }
}
