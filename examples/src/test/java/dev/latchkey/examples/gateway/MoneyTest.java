package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** For how much: what calls cost, who is refused when it is spent, and what a key is told of it. */
class MoneyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String THIRTY = "\"usage_limit\":\"30.00\"";
    private static final String SPENT = "\"usage_limit\":\"1000.00\",\"usage\":\"1000.00\"";
    private static final String DAILY = "\"period_limit\":{\"usd\":\"3.00\",\"every\":1,\"unit\":\"day\"}";

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void llmGatewaysUsageLimitRefusesInThePublishedWords(ServerKind server) throws Exception {
        assertThat(refusal(server, "llm-gateway", SPENT))
                .isEqualTo("401 {\"error\":true,\"status\":401,"
                        + "\"message\":\"Unauthorized: LLMGateway API key reached its usage limit.\"}");
    }

    @ParameterizedTest
    @EnumSource
    void llmGatewaysLimitOfZeroBlocksEverything(ServerKind server) throws Exception {
        assertThat(refusal(server, "llm-gateway", "\"usage_limit\":\"0\"")).startsWith("401");
    }

    @ParameterizedTest
    @EnumSource
    void llmGatewaysPeriodLimitRefusesInThePublishedWords(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "llm-gateway", directory, DAILY)) {
            gateway.chat("gpt-4o");
            HttpResponse<String> refused = gateway.chat("gpt-4o");
            assertThat(refused.statusCode() + " " + refused.body())
                    .isEqualTo("401 {\"error\":true,\"status\":401,\"message\":"
                            + "\"Unauthorized: LLMGateway API key reached its current period usage limit.\"}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void standardAnswers402(ServerKind server) throws Exception {
        assertThat(refusal(server, "standard", SPENT)).startsWith("402 {").contains("\"code\":\"usage_limit_reached\"");
    }

    @ParameterizedTest
    @EnumSource
    void standardRefusesACallThatIsEstimatedAboveTheCap(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "standard", directory, "\"usage_limit\":\"10\"")) {
            assertThat(gateway.chat("gpt-4o").statusCode()).isEqualTo(402);
            assertThat(gateway.chat("gpt-4o-mini").statusCode()).isEqualTo(200);
            assertThat(budget(gateway).path("spent").asText()).isEqualTo("0.6000003");
        }
    }

    @ParameterizedTest
    @EnumSource
    void llmGatewayBooksACallThatCostsMoreThanIsLeftInFullAndRefusesTheNext(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "llm-gateway", directory, "\"usage_limit\":\"1\"")) {
            assertThat(gateway.chat("gpt-4o").statusCode()).isEqualTo(200);
            assertThat(gateway.chat("gpt-4o-mini").statusCode()).isEqualTo(401);
            assertThat(budget(gateway).path("spent").asText()).isEqualTo("10.000005");
        }
    }

    @ParameterizedTest(name = "{1} with stream {3} on {0} costs {2}")
    @CsvSource({
        "JETTY, gpt-4o, 10.000005, false",
        "JETTY, gpt-4o, 10.000005, true",
        "JETTY, azure/gpt-4o-mini, 0.6000003, false",
        "JETTY, openai:gpt-4o-mini, 0.6000003, false",
        "JETTY, llama-free, 0.00, false",
        "JETTY, nobody-knows-it, 0.00, false",
        "NETTY, gpt-4o, 10.000005, false",
        "NETTY, gpt-4o, 10.000005, true",
        "NETTY, azure/gpt-4o-mini, 0.6000003, false",
        "NETTY, openai:gpt-4o-mini, 0.6000003, false",
        "NETTY, llama-free, 0.00, false",
        "NETTY, nobody-knows-it, 0.00, false",
    })
    void aCallCostsWhatTheCatalogueSays(ServerKind server, String model, String cost, boolean stream) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "standard", directory, THIRTY)) {
            gateway.post("/v1/chat/completions", TestGateway.question(model, stream));
            JsonNode budget = budget(gateway);
            assertThat(budget.path("spent").asText() + " " + budget.path("held").asText())
                    .isEqualTo(cost + " 0.00");
        }
    }

    @ParameterizedTest
    @EnumSource
    void messagesCostAsMuchAsCompletions(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "standard", directory, THIRTY)) {
            gateway.post("/v1/messages", TestGateway.question("claude-sonnet-4", true));
            assertThat(budget(gateway).path("spent").asText()).isEqualTo("15.000006");
        }
    }

    @ParameterizedTest(name = "{1} on {0}")
    @CsvSource({
        "JETTY, /v1/models",
        "JETTY, /v1/echo",
        "JETTY, /none",
        "NETTY, /v1/models",
        "NETTY, /v1/echo",
        "NETTY, /none"
    })
    void everythingElseCostsNothing(ServerKind server, String path) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "standard", directory, THIRTY)) {
            gateway.get(path);
            JsonNode budget = budget(gateway);
            assertThat(budget.path("spent").asText() + " " + budget.path("held").asText())
                    .isEqualTo("0.00 0.00");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCatalogueOfTheOperatorsOwnDecidesThePrice(ServerKind server) throws Exception {
        Path catalog = Files.writeString(directory.resolve("catalog"), """
                {"models": [{"id": "own", "providers": [
                  {"id": "near", "input_price": "0", "output_price": "7"},
                  {"id": "far", "input_price": "0", "output_price": "9"}]}]}""");
        try (TestGateway gateway =
                TestGateway.holding(server, "standard", directory, THIRTY, "--catalog", catalog.toString())) {
            gateway.chat("own");
            gateway.chat("far/own");
            assertThat(budget(gateway).path("spent").asText()).isEqualTo("16.00");
            assertThat(JSON.readTree(gateway.get("/v1/models").body())
                            .path("data")
                            .findValuesAsText("id"))
                    .containsExactly("own");
        }
    }

    @ParameterizedTest
    @EnumSource
    void usageShowsWhatASpentKeyHasSpent(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "llm-gateway", directory, SPENT)) {
            assertThat(budget(gateway))
                    .isEqualTo(JSON.readTree("{\"name\":\"usage_limit\",\"cap\":\"1000.00\",\"spent\":\"1000.00\","
                            + "\"held\":\"0.00\",\"remaining\":\"0.00\",\"resets_at\":null}"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void usageDoesNotBeginAPeriod(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "llm-gateway", directory, DAILY)) {
            budget(gateway);
            assertThat(budget(gateway).path("resets_at").isNull()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void usageShowsWhenAPeriodEnds(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "llm-gateway", directory, DAILY)) {
            OffsetDateTime before = OffsetDateTime.now(ZoneOffset.UTC);
            gateway.chat("gpt-4o");
            Instant reset = Instant.parse(budget(gateway).path("resets_at").asText());
            assertThat(reset)
                    .isBetween(
                            before.plusDays(1).toInstant(),
                            before.plusDays(1).plusMinutes(1).toInstant());
        }
    }

    @ParameterizedTest
    @EnumSource
    void usageShowsWhatIsLeftOfALimit(ServerKind server) throws Exception {
        String limit = "\"limits\":[{\"requests\":5,\"per\":\"hour\"}]";
        try (TestGateway gateway = TestGateway.holding(server, "standard", directory, limit)) {
            gateway.get("/v1/models");
            JsonNode shown =
                    JSON.readTree(gateway.get("/usage").body()).path("limits").path(0);
            assertThat(shown.path("name").asText() + " " + shown.path("limit") + " " + shown.path("remaining"))
                    .isEqualTo("per-hour 5 3");
            assertThat(Instant.parse(shown.path("resets_at").asText()))
                    .isBefore(Instant.now().plus(Duration.ofMinutes(61)));
        }
    }

    @ParameterizedTest(name = "{1} on {0}")
    @CsvSource({"JETTY, -1", "JETTY, 1.5", "JETTY, 2147483648", "JETTY, \"7\"", "NETTY, -1", "NETTY, 1.5"})
    void tokensThatCannotBeCountedAreTheClientsMistake(ServerKind server, String most) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "standard", directory, THIRTY)) {
            String question = TestGateway.question("gpt-4o", false).replace("1000000", most);
            assertThat(gateway.post("/v1/chat/completions", question).statusCode())
                    .isEqualTo(400);
            assertThat(budget(gateway).path("held").asText()).isEqualTo("0.00");
        }
    }

    private String refusal(ServerKind server, String profile, String members) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, profile, directory, members)) {
            HttpResponse<String> answer = gateway.get("/v1/models");
            return answer.statusCode() + " " + answer.body();
        }
    }

    private static JsonNode budget(TestGateway gateway) throws Exception {
        return JSON.readTree(gateway.get("/usage").body()).path("budgets").path(0);
    }
}
