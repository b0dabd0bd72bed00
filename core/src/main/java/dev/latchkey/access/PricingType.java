package dev.latchkey.access;

import java.util.Optional;

/** Whether a pricing rule is about models that cost nothing or about all others. */
public enum PricingType {
    FREE,
    PAID;

    /** {@code free} or {@code paid}, or empty for any other text. */
    public static Optional<PricingType> parse(String pricingType) {
        return switch (pricingType) {
            case "free" -> Optional.of(FREE);
            case "paid" -> Optional.of(PAID);
            default -> Optional.empty();
        };
    }
}
