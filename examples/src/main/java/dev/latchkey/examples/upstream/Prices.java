package dev.latchkey.examples.upstream;

import dev.latchkey.access.CatalogModel;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.access.ProviderPrice;
import dev.latchkey.quota.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What tokens cost, by a catalogue: a bare model at its first provider, {@code provider/model} and {@code provider:model}
 * at that one. Free models and models outside the catalogue cost nothing.
 */
final class Prices {
    private static final int DIGITS_OF_A_MILLION = 6;
    private static final int NANO_DIGITS = 9;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final ModelCatalog catalog;

    Prices(ModelCatalog catalog) {
        this.catalog = catalog;
    }

    /** Rounded up to a whole nano-dollar. */
    Money of(String model, int promptTokens, int completionTokens) {
        return catalog.find(model)
                .filter(known -> !known.free())
                .map(known -> cost(provider(known, model), promptTokens, completionTokens))
                .orElse(Money.ZERO);
    }

    private static ProviderPrice provider(CatalogModel model, String name) {
        int length = name.length() - model.id().length() - 1;
        return model.providers().stream()
                .filter(provider -> provider.id().length() == length && name.startsWith(provider.id()))
                .findFirst()
                .orElse(model.providers().get(0));
    }

    private static Money cost(ProviderPrice price, int promptTokens, int completionTokens) {
        BigDecimal nanos = price.inputPrice()
                .multiply(BigDecimal.valueOf(promptTokens))
                .add(price.outputPrice().multiply(BigDecimal.valueOf(completionTokens)))
                .movePointRight(NANO_DIGITS - DIGITS_OF_A_MILLION)
                .setScale(0, RoundingMode.CEILING);
        return Money.ofNanos(nanos.min(MOST).longValueExact());
    }
}
