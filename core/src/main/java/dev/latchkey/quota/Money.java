package dev.latchkey.quota;

import java.math.BigDecimal;

/**
 * An amount of US dollars that is never negative, kept as whole nano-dollars so that no sum is ever rounded.
 *
 * <p>Accepted text is 1 to 9 integer digits and, after a dot, 1 to 9 fraction digits, all ASCII: {@code 3}, {@code 3.00}
 * or {@code 0.000000001}. There is no sign, exponent, blank or grouping. Sums may grow beyond what text may say, up to
 * {@link Long#MAX_VALUE} nano-dollars; what would go further, or below zero, is refused and never wraps. Immutable and
 * thread-safe.
 */
public final class Money implements Comparable<Money> {
    /** Nothing. */
    public static final Money ZERO = new Money(0);

    private static final int INTEGER_DIGITS = 9;
    private static final int FRACTION_DIGITS = 9;
    private static final int LONGEST = INTEGER_DIGITS + 1 + FRACTION_DIGITS;
    private static final int SHOWN_FRACTION_DIGITS = 2;
    private static final String FORM =
            "expected an amount such as 3.00: up to 9 integer and 9 fraction digits, no sign and no exponent";

    private final long nanos;

    private Money(long nanos) {
        this.nanos = nanos;
    }

    /**
     * Reads an amount. A JSON number is read by its text as well: its value alone no longer shows an exponent.
     *
     * @throws IllegalArgumentException if the text has any other form than the accepted one; it is not repeated
     */
    public static Money parse(String text) {
        int dot = text.indexOf('.');
        int integerEnd = dot < 0 ? text.length() : dot;
        boolean wellFormed = text.length() <= LONGEST
                && areDigits(text, 0, integerEnd, INTEGER_DIGITS)
                && (dot < 0 || areDigits(text, dot + 1, text.length(), FRACTION_DIGITS));
        if (!wellFormed) {
            throw new IllegalArgumentException(FORM);
        }
        return of(new BigDecimal(text));
    }

    /**
     * The amount that a number says.
     *
     * @throws IllegalArgumentException if it is negative or needs more than 9 integer or 9 fraction digits
     */
    public static Money of(BigDecimal amount) {
        long integerDigits = (long) amount.precision() - amount.scale();
        if (amount.signum() < 0 || amount.scale() > FRACTION_DIGITS || integerDigits > INTEGER_DIGITS) {
            throw new IllegalArgumentException(FORM);
        }
        return ofNanos(amount.movePointRight(FRACTION_DIGITS).longValueExact());
    }

    /**
     * An amount of nano-dollars, 0 to {@link Long#MAX_VALUE}.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static Money ofNanos(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("expected an amount of 0 nano-dollars or more");
        }
        return nanos == 0 ? ZERO : new Money(nanos);
    }

    /** The amount in nano-dollars. */
    public long nanos() {
        return nanos;
    }

    /**
     * The sum.
     *
     * @throws ArithmeticException if it goes beyond {@link Long#MAX_VALUE} nano-dollars
     */
    public Money plus(Money other) {
        return ofNanos(Math.addExact(nanos, other.nanos));
    }

    /**
     * The difference.
     *
     * @throws ArithmeticException if {@code other} is the larger one
     */
    public Money minus(Money other) {
        if (other.nanos > nanos) {
            throw new ArithmeticException("an amount of money would fall below zero");
        }
        return ofNanos(nanos - other.nanos);
    }

    /** The amount in dollars, without trailing zeros beyond the cents. */
    public BigDecimal toBigDecimal() {
        BigDecimal shortest = BigDecimal.valueOf(nanos, FRACTION_DIGITS).stripTrailingZeros();
        return shortest.scale() < SHOWN_FRACTION_DIGITS ? shortest.setScale(SHOWN_FRACTION_DIGITS) : shortest;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(nanos, other.nanos);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Money that && nanos == that.nanos;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(nanos);
    }

    /** The plain decimal, with at least the cents, such as {@code 3.00} or {@code 0.000125}. */
    @Override
    public String toString() {
        return toBigDecimal().toPlainString();
    }

    private static boolean areDigits(String text, int from, int to, int most) {
        if (from >= to || to - from > most) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
