package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.access.CatalogModel;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.access.ProviderPrice;
import dev.latchkey.quota.Money;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tokens cost, and what a call will probably cost. */
class TokenPricesTest {
    private static final ModelCatalog CATALOG = ModelCatalog.of(List.of(
            new CatalogModel(
                    "gpt", false, List.of(at("openai", "2.50", "10"), at("azure", "3", "999999999.999999999"))),
            new CatalogModel("llama", true, List.of(at("groq", "7", "7")))));
    private static final TokenPrices PRICES = new TokenPrices(CATALOG);
    private static final CostEstimator ESTIMATOR = CostEstimator.byTokens(CATALOG, 16);

    private static ProviderPrice at(String provider, String input, String output) {
        return new ProviderPrice(provider, new BigDecimal(input), new BigDecimal(output));
    }

    @ParameterizedTest
    @CsvSource({
        "gpt, 1000000, 0, 2.50",
        "gpt, 0, 1000000, 10.00",
        "gpt, 1, 1, 0.0000125",
        "openai/gpt, 1, 0, 0.0000025",
        "azure:gpt, 1, 0, 0.000003",
        "azure/gpt, 0, 1, 1000.00",
        "openai:llama, 5, 5, 0.00",
        "groq/llama, 5, 5, 0.00",
        "llama, 5, 5, 0.00",
        "unknown, 5, 5, 0.00",
        "gpt, 0, 0, 0.00"
    })
    void tokensCostWhatTheirProviderAsks(String model, long input, long output, String cost) {
        assertThat(PRICES.cost(model, input, output)).hasToString(cost);
    }

    @Test
    void whatCostsMoreThanCanBeCountedCostsTheMostThatCan() {
        assertThat(PRICES.cost("azure/gpt", Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(Money.ofNanos(Long.MAX_VALUE));
    }

    @Test
    void fewerTokensThanNoneAreRefused() {
        assertThatThrownBy(() -> PRICES.cost("gpt", -1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PRICES.cost("gpt", 0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CostEstimator.byTokens(CATALOG, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "4, 1", "5, 2", "9223372036854775807, 2305843009213693952"})
    void fourCharactersAreATokenAndTheRestIsOneToo(long characters, long tokens) {
        Call call = Call.builder()
                .model("gpt")
                .inputCharacters(characters)
                .maxOutputTokens(0)
                .build();
        assertThat(ESTIMATOR.estimate(call)).isEqualTo(PRICES.cost("gpt", tokens, 0));
    }

    @Test
    void aCallWithoutABoundIsEstimatedAtTheUsualOutput() {
        assertThat(ESTIMATOR.estimate(Call.builder().model("gpt").build())).isEqualTo(PRICES.cost("gpt", 0, 16));
    }

    @Test
    void aProviderThatTheHostNamesSetsThePrice() {
        Call call = Call.builder()
                .model("gpt")
                .provider("azure")
                .inputCharacters(4)
                .maxOutputTokens(0)
                .build();
        assertThat(ESTIMATOR.estimate(call)).isEqualTo(PRICES.cost("azure/gpt", 1, 0));
    }

    @Test
    void aCallWithoutAModelIsEstimatedAtNothing() {
        assertThat(ESTIMATOR.estimate(Call.builder().inputCharacters(100).build()))
                .isEqualTo(Money.ZERO);
    }
}
