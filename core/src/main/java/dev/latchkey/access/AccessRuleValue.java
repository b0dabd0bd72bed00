package dev.latchkey.access;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an access rule names: models or providers, a pricing, or address ranges. Immutable and thread-safe. */
public sealed interface AccessRuleValue {

    /**
     * The exact names of models or of providers, in the order given. There are no wildcards: a star is a character like any
     * other.
     */
    record Names(Set<String> names) implements AccessRuleValue {

        /**
         * These names, each once.
         *
         * @throws IllegalArgumentException naming the position, if a name is not 1 to 256 characters without blanks and
         *     control characters
         */
        public static Names of(Collection<String> names) {
            return new Names(new LinkedHashSet<>(names));
        }

        /**
         * Checks and copies the names.
         *
         * @throws IllegalArgumentException as {@link #of} does
         */
        public Names {
            Set<String> checked = new LinkedHashSet<>();
            for (String name : names) {
                checked.add(ModelName.checkName("name " + (checked.size() + 1), name));
            }
            names = Collections.unmodifiableSet(checked);
        }
    }

    /**
     * A pricing: free or paid models, prices up to a maximum, or both.
     *
     * @param type which models; empty for both
     * @param maxInputPrice the highest price of a million input tokens in USD that is still within, or empty; {@code deny}
     *     rules ignore it
     * @param maxOutputPrice the same for output tokens
     */
    record Pricing(Optional<PricingType> type, Optional<BigDecimal> maxInputPrice, Optional<BigDecimal> maxOutputPrice)
            implements AccessRuleValue {

        /**
         * The pricing with these parts, each of which may be left out with null.
         *
         * @throws IllegalArgumentException as the constructor does
         */
        public static Pricing of(
                @Nullable PricingType type, @Nullable BigDecimal maxInputPrice, @Nullable BigDecimal maxOutputPrice) {
            return new Pricing(
                    Optional.ofNullable(type), Optional.ofNullable(maxInputPrice), Optional.ofNullable(maxOutputPrice));
        }

        /**
         * Checks the maxima, and brings them into one form: 15 and 15.000 are 15.00.
         *
         * @throws IllegalArgumentException if a maximum is negative, has more than 9 digits before or after the point, or an
         *     exponent
         */
        public Pricing {
            maxInputPrice.ifPresent(price -> Price.check("maxInputPrice", price));
            maxOutputPrice.ifPresent(price -> Price.check("maxOutputPrice", price));
            maxInputPrice = maxInputPrice.map(Price::canonical);
            maxOutputPrice = maxOutputPrice.map(Price::canonical);
        }

        boolean coversType(CatalogModel model) {
            return type.isEmpty() || (type.get() == PricingType.FREE) == model.free();
        }

        boolean coversPrice(ProviderPrice price) {
            return isWithin(price.inputPrice(), maxInputPrice) && isWithin(price.outputPrice(), maxOutputPrice);
        }

        private static boolean isWithin(BigDecimal price, Optional<BigDecimal> maximum) {
            return maximum.isEmpty() || price.compareTo(maximum.get()) <= 0;
        }
    }

    /** The ranges that the client's address is looked for in. */
    record Addresses(AddressRanges ranges) implements AccessRuleValue {}
}
