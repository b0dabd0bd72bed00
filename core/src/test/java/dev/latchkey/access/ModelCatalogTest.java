package dev.latchkey.access;

import static dev.latchkey.access.Catalogs.model;
import static dev.latchkey.access.Catalogs.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCatalogTest {

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "openai/gpt-4o", "openai:gpt-4o", "azure/gpt-4o", "azure:gpt-4o"})
    void aModelIsFoundBareAndUnderEachOfItsProviders(String name) {
        assertThat(Catalogs.SMALL.find(name)).map(CatalogModel::id).contains("gpt-4o");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"groq/gpt-4o", "GPT-4o", "gpt-4", "openai/", "/gpt-4o", "", ":", "openai//gpt-4o", "gpt-4o "})
    void everyOtherNameIsUnknown(String name) {
        assertThat(Catalogs.SMALL.find(name)).isEmpty();
    }

    @Test
    void aModelWithASeparatorInItsNameIsFoundUnderItsProviderOnly() {
        assertThat(Catalogs.SMALL.find("ollama/llama3:8b"))
                .map(CatalogModel::id)
                .contains("llama3:8b");
        assertThat(Catalogs.SMALL.find("llama3:8b")).isEmpty();
    }

    @Test
    void modelsAreListedInOrder() {
        assertThat(Catalogs.SMALL.models())
                .extracting(CatalogModel::id)
                .startsWith("gpt-4o", "gpt-4o-mini", "claude-sonnet-4");
    }

    @Test
    void anEmptyCatalogueKnowsNothing() {
        assertThat(ModelCatalog.empty().find("gpt-4o")).isEmpty();
        assertThat(ModelCatalog.empty().models()).isEmpty();
    }

    @Test
    void aModelListedTwiceIsRefused() {
        CatalogModel model = model("gpt-4o", false, price("openai", "1", "1"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelCatalog.of(List.of(model, model)))
                .withMessage("model gpt-4o: listed twice; name all its providers in one entry");
    }

    @Test
    void aProviderListedTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model("gpt-4o", false, price("openai", "1", "1"), price("openai", "2", "2")))
                .withMessage("model gpt-4o: provider openai is listed twice");
    }

    @Test
    void aModelWithoutProvidersIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model("gpt-4o", false))
                .withMessage("model gpt-4o: name at least one provider");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpt-*", "gpt 4o", "gpt\n4o"})
    void aModelNameThatNobodyCanAskForIsRefused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> model(id, false, price("openai", "1", "1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "open:ai", "open/ai", "*", "open ai"})
    void aProviderNameThatNobodyCanAskForIsRefused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> price(id, "1", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.000000001", "999999999.999999999", "2.50"})
    void pricesHaveUpToNineDigitsOnEachSide(String price) {
        assertThat(price("openai", price, "0").inputPrice()).isEqualTo(new BigDecimal(price));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1000000000", "0.0000000001", "1e3", "1e2000000", "1e-2000000", "0e2000000"})
    void otherPricesAreRefusedWithTheAcceptedForm(String price) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> price("openai", "0", price))
                .withMessage(
                        "provider openai, output price: expected USD per million tokens, 0 or more, with up to 9 digits"
                                + " before and 9 after the point and no exponent");
    }
}
