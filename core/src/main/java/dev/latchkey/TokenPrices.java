package dev.latchkey;

import dev.latchkey.access.CatalogModel;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.access.ProviderPrice;
import dev.latchkey.quota.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * What tokens cost, by a catalogue: a bare model at its first provider, {@code provider/model} and {@code provider:model}
 * at that one. Free models and models outside the catalogue cost nothing. Immutable and thread-safe.
 */
public final class TokenPrices {
    private static final int DIGITS_OF_A_MILLION = 6;
    private static final int NANO_DIGITS = 9;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final ModelCatalog catalog;

    /** The prices of this catalogue, asked anew for every call. */
    public TokenPrices(ModelCatalog catalog) {
        this.catalog = Objects.requireNonNull(catalog);
    }

    /**
     * What so many tokens cost, rounded up to a whole nano-dollar; {@link Long#MAX_VALUE} nano-dollars where that would be
     * more.
     *
     * @param model as the client named it, unchecked
     * @throws IllegalArgumentException if there are fewer than 0 tokens
     */
    public Money cost(String model, long inputTokens, long outputTokens) {
        if (inputTokens < 0 || outputTokens < 0) {
            throw new IllegalArgumentException("tokens: expected 0 or more");
        }
        return catalog.find(model)
                .filter(known -> !known.free())
                .map(known -> cost(provider(known, model), inputTokens, outputTokens))
                .orElse(Money.ZERO);
    }

    private static ProviderPrice provider(CatalogModel model, String name) {
        int length = name.length() - model.id().length() - 1;
        return model.providers().stream()
                .filter(provider -> provider.id().length() == length && name.startsWith(provider.id()))
                .findFirst()
                .orElse(model.providers().get(0));
    }

    private static Money cost(ProviderPrice price, long inputTokens, long outputTokens) {
        BigDecimal nanos = price.inputPrice()
                .multiply(BigDecimal.valueOf(inputTokens))
                .add(price.outputPrice().multiply(BigDecimal.valueOf(outputTokens)))
                .movePointRight(NANO_DIGITS - DIGITS_OF_A_MILLION)
                .setScale(0, RoundingMode.CEILING);
        return Money.ofNanos(nanos.min(MOST).longValueExact());
    }
}
