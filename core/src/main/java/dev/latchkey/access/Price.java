package dev.latchkey.access;

import java.math.BigDecimal;

/** What a price may look like, in a catalogue and in a rule. */
final class Price {
    private static final int MAX_DIGITS = 9;
    private static final int CENTS = 2;

    private Price() {}

    /**
     * @throws IllegalArgumentException if the price is negative, has more than 9 digits before or after the point, or was
     *     written with an exponent; decided from the number's size alone, so that {@code 1e2000000} costs nothing
     */
    static BigDecimal check(String what, BigDecimal price) {
        boolean plain = price.scale() >= 0 && price.scale() <= MAX_DIGITS;
        if (!plain || price.signum() < 0 || price.precision() - price.scale() > MAX_DIGITS) {
            throw new IllegalArgumentException(what + ": expected USD per million tokens, 0 or more, with up to "
                    + MAX_DIGITS + " digits before and " + MAX_DIGITS + " after the point and no exponent");
        }
        return price;
    }

    /** The same price in one form, so that equal prices are equal: cents, and what is below them without trailing zeros. */
    static BigDecimal canonical(BigDecimal price) {
        BigDecimal shortest = price.stripTrailingZeros();
        return shortest.scale() < CENTS ? shortest.setScale(CENTS) : shortest;
    }
}
