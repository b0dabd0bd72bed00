package dev.latchkey.quota;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a {@link RateLimit} counts, and with it the worst burst that it lets through. */
public enum RateAlgorithm {
    /**
     * Windows that begin at whole UTC minutes, hours, days, Mondays or months, or at whole multiples of another length
     * since the epoch. Never more than the permits within one of them; at worst twice the permits in a window's length
     * of time, half at the end of one and half at the start of the next.
     */
    CALENDAR,

    /**
     * The window that ends now. Never more than the permits in any window's length of time. Up to 64 permits, every call
     * is remembered exactly; beyond that, calls of one stretch of at most 1/64 of the window are forgotten together
     * with the last of them, so that a permit comes back at most 1/64 of the window late, and never early.
     */
    SLIDING,

    /**
     * Tokens in a bucket that refills steadily. In any stretch of time, never more than the capacity and what is
     * refilled in that time.
     */
    BUCKET,

    /**
     * The window that ends now, with every call remembered, at 16 bytes each. Never more than the permits in any
     * window's length of time, and every permit comes back to the nanosecond.
     */
    LOG;

    /**
     * The algorithm of that name, in lower case as in configuration.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static RateAlgorithm parse(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.configured().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("algorithm: expected one of "
                        + Arrays.stream(values()).map(RateAlgorithm::configured).collect(Collectors.joining(", "))));
    }

    String configured() {
        return name().toLowerCase(Locale.ROOT);
    }
}
