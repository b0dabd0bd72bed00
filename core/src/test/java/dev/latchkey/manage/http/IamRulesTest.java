package dev.latchkey.manage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Call;
import dev.latchkey.Denied;
import dev.latchkey.Granted;
import dev.latchkey.TestRequest;
import dev.latchkey.access.CatalogModel;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.access.ProviderPrice;
import dev.latchkey.manage.MemoryKeyRepository;
import dev.latchkey.profile.Profiles;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /keys/api/{id}/iam}: the access rules of a key, made, changed and deleted one by one. */
class IamRulesTest {
    private static final String NO_O1 = "{\"ruleType\": \"deny_models\", \"ruleValue\": {\"models\": [\"o1\"]}}";

    private static final List<ProviderPrice> PRICES =
            List.of(new ProviderPrice("openai", BigDecimal.ONE, BigDecimal.TEN));

    private final Management gateway = new Management(
            Profiles.llmGateway(),
            new MemoryKeyRepository(),
            gate -> gate.modelCatalog(ModelCatalog.of(
                    List.of(new CatalogModel("o1", false, PRICES), new CatalogModel("gpt-4o", false, PRICES)))),
            api -> {});
    private final Answer key = gateway.send("POST", "/keys/api", "{\"description\": \"a\"}");
    private final String path = "/keys/api/" + key.text("/apiKey/id") + "/iam";

    @AfterEach
    void close() {
        gateway.close();
    }

    private boolean permits(String model) {
        String token = key.text("/apiKey/token");
        TestRequest request = TestRequest.bearing(token);
        Call call = Call.builder().model(model).build();
        return !(gateway.gate.authorize((Granted) gateway.verify(token), request, call) instanceof Denied);
    }

    @Test
    void aRuleHoldsFromTheAnswerOnUntilItIsDeleted() {
        assertThat(permits("o1")).isTrue();

        Answer made = gateway.send("POST", path, NO_O1);
        assertThat(made.text("/rule/ruleType")).isEqualTo("deny_models");
        assertThat(made.text("/rule/ruleValue/models/0")).isEqualTo("o1");
        assertThat(made.text("/rule/status")).isEqualTo("active");
        assertThat(List.of(permits("o1"), permits("gpt-4o"))).containsExactly(false, true);

        Answer deleted = gateway.send("DELETE", path + "/" + made.text("/rule/id"), "");
        assertThat(deleted.text()).isEqualTo("{\"message\":\"IAM rule deleted\"}");
        assertThat(permits("o1")).isTrue();
    }

    @Test
    void aRuleKeepsItsIdAndItsPlaceWhenItIsChanged() {
        String first = gateway.send("POST", path, NO_O1).text("/rule/id");
        String second = gateway.send("POST", path, NO_O1).text("/rule/id");

        Answer changed = gateway.send("PATCH", path + "/" + first, "{\"status\": \"inactive\"}");

        assertThat(changed.text("/rule/id")).isEqualTo(first);
        assertThat(changed.text("/rule/ruleValue/models/0")).isEqualTo("o1");
        assertThat(gateway.get(path).json().findValuesAsText("id")).containsExactly(first, second);
        assertThat(gateway.get(path).json().findValuesAsText("status")).containsExactly("inactive", "active");
        assertThat(gateway.get("/keys/api").json().at("/apiKeys/0/iamRules"))
                .isEqualTo(gateway.get(path).json().at("/rules"));
    }

    @Test
    void aRulesTypeAndValueAreChangedTogether() {
        String rule = path + "/" + gateway.send("POST", path, NO_O1).text("/rule/id");

        assertThat(gateway.send("PATCH", rule, "{\"ruleType\": \"allow_providers\"}")
                        .text("/message"))
                .isEqualTo("ruleValue: expected providers and nothing else, as the rule's type says");
        assertThat(gateway.send(
                                "PATCH",
                                rule,
                                "{\"ruleType\": \"allow_providers\", \"ruleValue\": {\"providers\": [\"openai\"]}}")
                        .text("/rule/ruleValue/providers/0"))
                .isEqualTo("openai");
        assertThat(gateway.send("PATCH", rule, "{\"ruleValue\": null}")
                        .json()
                        .at("/rule/ruleValue")
                        .isNull())
                .isTrue();
    }

    @Test
    void everyKindOfValueComesBackAsItWasGiven() {
        for (String rule : List.of(
                "\"allow_pricing\",\"ruleValue\":{\"pricingType\":\"paid\",\"maxInputPrice\":2.50,\"maxOutputPrice\":10.00}",
                "\"deny_ip_cidrs\",\"ruleValue\":{\"ipCidrs\":[\"10.0.0.0/8\",\"::1\"]}",
                "\"allow_models\",\"ruleValue\":{\"models\":[]}",
                "\"deny_providers\",\"ruleValue\":null")) {
            Answer made = gateway.send("POST", path, "{\"ruleType\":" + rule + "}");
            String changed = gateway.send("PATCH", path + "/" + made.text("/rule/id"), "{\"status\":\"inactive\"}")
                    .text();

            assertThat(made.text()).contains("\"ruleType\":" + rule + ",\"status\":\"active\"}");
            assertThat(changed).contains("\"ruleType\":" + rule + ",\"status\":\"inactive\"}");
        }
    }

    @Test
    void aRuleMayBeGivenInTheWordsOfAManifest() {
        assertThat(gateway.send(
                                "POST",
                                path,
                                "{\"rule_type\": \"deny_models\", \"rule_value\": {\"models\": [\"o1\"]}}")
                        .status())
                .isEqualTo(200);
        assertThat(permits("o1")).isFalse();
        assertThat(gateway.send("POST", path, "{\"rule_type\": \"deny_models\", \"ruleType\": \"deny_models\"}")
                        .text("/message"))
                .isEqualTo("ruleType: the same as the member rule_type; keep one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | ruleType: Field required",
                "{\"ruleType\": \"allow\"} | ruleType: expected one of allow_models, allow_providers",
                "{\"ruleType\": \"deny_models\", \"ruleValue\": []} | ruleValue: expected an object, found an array",
                "{\"ruleType\": \"deny_models\", \"ruleValue\": {\"ipCidrs\": []}} | ruleValue: expected models and nothing",
                "{\"ruleType\": \"allow_ip_cidrs\", \"ruleValue\": {\"ipCidrs\": [\"1.2.3\"]}} | ruleValue: ipCidrs: entry 1",
                "{\"ruleType\": \"deny_models\", \"status\": \"deleted\"} | status: expected active or inactive",
                "{\"ruleType\": \"deny_models\", \"id\": \"mine\"} | id: a member that does not exist or cannot be set"
            })
    void aRuleThatCannotBeIsRefusedByName(String rule, String problem) {
        Answer refused = gateway.send("POST", path, rule);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/message")).startsWith(problem);
        assertThat(gateway.get(path).json().at("/rules")).isEmpty();
    }

    @Test
    void aChangeOfNothingIsRefused() {
        String rule = path + "/" + gateway.send("POST", path, NO_O1).text("/rule/id");

        assertThat(gateway.send("PATCH", rule, "{}").text("/message")).isEqualTo("No changes provided");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "DELETE"})
    void anUnknownRuleIsNotFound(String method) {
        Answer refused = gateway.send(method, path + "/nothing", "{\"status\": \"inactive\"}");

        assertThat(refused.text()).isEqualTo("{\"error\":true,\"status\":404,\"message\":\"IAM rule not found\"}");
    }

    @Test
    void ofRulesThatAreMadeAtTheSameTimeNoneIsLost() throws Exception {
        int many = 16;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService operators = Executors.newFixedThreadPool(many);
        try {
            List<Future<Integer>> answers = java.util.stream.IntStream.range(0, many)
                    .mapToObj(i -> operators.submit(() -> {
                        start.await();
                        return gateway.send("POST", path, NO_O1).status();
                    }))
                    .toList();
            start.countDown();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        } finally {
            operators.shutdownNow();
        }
        assertThat(gateway.get(path).json().findValuesAsText("id"))
                .hasSize(many)
                .doesNotHaveDuplicates();
    }
}
