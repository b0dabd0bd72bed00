package dev.latchkey.access;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** The catalogue that the tests ask. */
final class Catalogs {
    static final ModelCatalog SMALL = ModelCatalog.of(List.of(
            model("gpt-4o", false, price("openai", "2.50", "10"), price("azure", "3", "12")),
            model("gpt-4o-mini", false, price("openai", "0.15", "0.60"), price("azure", "0.15", "0.60")),
            model("claude-sonnet-4", false, price("anthropic", "3", "15")),
            model("llama-free", true, price("groq", "0", "0")),
            model("llama3:8b", true, price("ollama", "0", "0"))));

    private Catalogs() {}

    static CatalogModel model(String id, boolean free, ProviderPrice... providers) {
        return new CatalogModel(id, free, Arrays.asList(providers));
    }

    static ProviderPrice price(String id, String input, String output) {
        return new ProviderPrice(id, new BigDecimal(input), new BigDecimal(output));
    }
}
