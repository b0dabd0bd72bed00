package dev.latchkey.access;

import java.math.BigDecimal;

/**
 * A provider that serves a model, and what it charges there. Immutable and thread-safe.
 *
 * @param id the provider's name, without {@code :}, {@code /} and {@code *}
 * @param inputPrice USD per million input tokens: 0 or more, up to 9 digits before and 9 after the point, no exponent
 * @param outputPrice USD per million output tokens, in the same form
 */
public record ProviderPrice(String id, BigDecimal inputPrice, BigDecimal outputPrice) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the name or a price is not as described
     */
    public ProviderPrice {
        ModelName.checkProvider("provider", id);
        Price.check("provider " + id + ", input price", inputPrice);
        Price.check("provider " + id + ", output price", outputPrice);
    }
}
