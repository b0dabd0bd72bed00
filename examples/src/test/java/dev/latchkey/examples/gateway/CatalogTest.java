package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.access.CatalogModel;
import dev.latchkey.access.ProviderPrice;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a catalogue has to look like. */
class CatalogTest {
    private static final String MODEL =
            "{\"id\":\"m\",\"free\":false,\"providers\":[{\"id\":\"p\",\"input_price\":\"2.50\",\"output_price\":\"10\"}]}";

    @TempDir
    Path directory;

    @Test
    void modelsAndPricesAreRead() {
        CatalogModel model =
                CatalogText.parse("{\"models\":[" + MODEL + "]}").models().get(0);
        ProviderPrice price = model.providers().get(0);
        assertThat(model.id() + model.free() + price.id()).isEqualTo("mfalsep");
        assertThat(price.inputPrice()).isEqualByComparingTo(new BigDecimal("2.5"));
        assertThat(price.outputPrice()).isEqualByComparingTo(BigDecimal.TEN);
    }

    @Test
    void theBuiltInOneHoldsTheWellKnownModels() {
        assertThat(CatalogFile.builtIn().models())
                .extracting(model -> model.id() + " " + model.free() + " "
                        + model.providers().stream().map(ProviderPrice::id).toList())
                .containsExactly(
                        "gpt-4o false [openai, azure]",
                        "gpt-4o-mini false [openai, azure]",
                        "claude-sonnet-4 false [anthropic]",
                        "llama-free true [groq]");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | the file: expected a JSON object",
                "[] | the file: expected a JSON object",
                "{ | line 1: expected one JSON object",
                "{\"models\":[]} {} | expected one JSON object",
                "{\"models\":[],\"models\":[]} | expected one JSON object without repeated members",
                "{} | models: expected a list with at least one entry",
                "{\"models\":[]} | models: expected a list with at least one entry",
                "{\"models\":{}} | models: expected a list with at least one entry",
                "{\"models\":[7]} | models[0]: expected a JSON object",
                "{\"models\":[MODEL],\"more\":1} | the file: a member is none of models",
                "{\"models\":[MODEL,MODEL]} | listed twice",
                "{\"models\":[MODEL,{\"id\":\"n\"}]} | models[1].providers: expected a list",
                "{\"models\":[{\"id\":7}]} | models[0].id: expected text in quotes",
                "{\"models\":[{\"id\":\"m\",\"free\":\"no\"}]} | models[0].free: expected true or false",
                "{\"models\":[{\"id\":\"m\",\"price\":1}]} | models[0]: a member is none of free, id, providers",
            })
    void anythingElseIsRefusedWithThePlace(String text, String message) {
        assertThatThrownBy(() -> CatalogText.parse(text.replace("MODEL", MODEL)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2.50 | text in quotes",
                "\"-1\" | expected an amount such as",
                "\"1e3\" | expected an amount such as",
                "\"\" | expected an amount such as",
                "\"1234567890\" | expected an amount such as"
            })
    void aPriceIsAPlainDecimalInQuotes(String price, String message) {
        String model = MODEL.replace("\"2.50\"", price);
        assertThatThrownBy(() -> CatalogText.parse("{\"models\":[" + model + "]}"))
                .hasMessageContaining("models[0].providers[0].input_price: ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"missing, no such file", "broken, line 1", "latin1, not UTF-8", "., no such file"})
    void aFileThatCannotServeEndsTheStartInOneLine(String name, String message) throws Exception {
        Files.writeString(directory.resolve("broken"), "{");
        Files.write(directory.resolve("latin1"), new byte[] {'{', (byte) 0xe9, '}'});
        String file = directory.resolve(name).toString();
        Run run = Run.of(Map.of(), "--port", "0", "--catalog", file);
        assertThat(run.status() + " " + run.err().lines().count() + run.out()).isEqualTo("1 1");
        assertThat(run.err()).contains(file, message);
    }
}
