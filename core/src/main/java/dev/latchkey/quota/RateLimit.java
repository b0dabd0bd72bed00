package dev.latchkey.quota;

/**
 * How often something may happen: permits over a window, counted by one of the {@linkplain RateAlgorithm algorithms},
 * whose worst bursts are stated there. No permits at all block every call; no limit at all is the absence of one.
 * Immutable and thread-safe.
 */
public final class RateLimit {
    private static final long MOST_PERMITS = 1_000_000_000_000L;
    private static final long MOST_LOGGED = 1_000_000;
    private static final int EXACT_UP_TO = 64;
    private static final int MOST_BITS = 63;
    private static final int LONGEST_NAME = 64;
    private static final long MOST_UNITS = 1L << 61;

    private final String name;
    private final long permits;
    private final long refill;
    private final RateWindow window;
    private final RateAlgorithm algorithm;

    /** Buckets count in units, of which a token is {@code unit} and a nanosecond brings {@code rate}: no rounding. */
    private final long unit;

    private final long rate;

    /** Calls whose times differ in no higher bits leave a sliding window together. */
    private final int grainBits;

    private RateLimit(String name, long permits, long refill, RateWindow window, RateAlgorithm algorithm) {
        this.name = name;
        this.permits = permits;
        this.refill = refill;
        this.window = window;
        this.algorithm = algorithm;
        long divisor = gcd(window.nanos(), refill);
        this.unit = window.nanos() / divisor;
        this.rate = refill / divisor;
        this.grainBits = algorithm == RateAlgorithm.SLIDING && permits > EXACT_UP_TO
                ? MOST_BITS - Long.numberOfLeadingZeros(window.nanos() / EXACT_UP_TO)
                : 0;
    }

    /**
     * Permits over a window, counted as that window usually is: {@link RateAlgorithm#CALENDAR} for a day, a week and a
     * month, {@link RateAlgorithm#SLIDING} for everything else. Named after the window, such as {@code per-minute}.
     *
     * @throws IllegalArgumentException as {@link #of(long, RateWindow, RateAlgorithm)} does
     */
    public static RateLimit of(long permits, RateWindow window) {
        return of(permits, window, window.isCalendarUnit() ? RateAlgorithm.CALENDAR : RateAlgorithm.SLIDING);
    }

    /**
     * Permits over a window, counted as told. A {@link RateAlgorithm#BUCKET} holds as many tokens as there are permits
     * and refills from empty in one window.
     *
     * @throws IllegalArgumentException if the permits are negative or more than 10^12 (10^6 for a
     *     {@link RateAlgorithm#LOG}), or if anything but {@link RateAlgorithm#CALENDAR} is to count a month
     */
    public static RateLimit of(long permits, RateWindow window, RateAlgorithm algorithm) {
        requirePermits(permits, algorithm);
        if (window.isMonth() && algorithm != RateAlgorithm.CALENDAR) {
            throw new IllegalArgumentException(
                    "limit: a month has no fixed length; use the calendar algorithm, or a duration such as P30D");
        }
        return algorithm == RateAlgorithm.BUCKET
                ? bucket(permits, Math.max(1, permits), window)
                : new RateLimit("per-" + window, permits, 1, window, algorithm);
    }

    /**
     * A bucket of tokens, full at first. Named {@code bucket}.
     *
     * @param capacity the most tokens that it holds, and so the largest burst
     * @param refill how many come back in each {@code window}, evenly
     * @throws IllegalArgumentException if the capacity is negative, the refill less than 1, either of them more than
     *     10^12, the window a month, or capacity and window together too large to count exactly
     */
    public static RateLimit bucket(long capacity, long refill, RateWindow window) {
        requirePermits(capacity, RateAlgorithm.BUCKET);
        if (refill < 1 || refill > MOST_PERMITS) {
            throw new IllegalArgumentException("limit: expected a refill of 1 to " + MOST_PERMITS + " tokens");
        }
        if (window.isMonth()) {
            throw new IllegalArgumentException(
                    "limit: a bucket cannot refill by the month; use a duration such as P30D");
        }
        RateLimit bucket = new RateLimit("bucket", capacity, refill, window, RateAlgorithm.BUCKET);
        if (capacity > MOST_UNITS / bucket.unit) {
            throw new IllegalArgumentException("limit: the bucket is too large for its window; use a shorter window");
        }
        return bucket;
    }

    private static void requirePermits(long permits, RateAlgorithm algorithm) {
        long most = algorithm == RateAlgorithm.LOG ? MOST_LOGGED : MOST_PERMITS;
        if (permits < 0 || permits > most) {
            throw new IllegalArgumentException(
                    "limit: expected 0 to " + most + " permits; leave the limit out for none");
        }
    }

    /**
     * The same limit under another name, by which headers tell several apart.
     *
     * @throws IllegalArgumentException if it is not 1 to 64 characters out of {@code a-z 0-9 - _ .}
     */
    public RateLimit named(String other) {
        boolean wellFormed = !other.isEmpty()
                && other.length() <= LONGEST_NAME
                && other.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-_.".indexOf(c) >= 0);
        if (!wellFormed) {
            throw new IllegalArgumentException("limit: expected a name of 1 to 64 characters out of a-z 0-9 - _ .");
        }
        return new RateLimit(other, permits, refill, window, algorithm);
    }

    /** What it is called, such as {@code per-minute}. */
    public String name() {
        return name;
    }

    /** How many permits a window has, or how many tokens the bucket holds; 0 blocks everything. */
    public long permits() {
        return permits;
    }

    /** How many tokens come back in each {@link #window()}; 1 where it is no bucket, and of no meaning there. */
    public long refill() {
        return refill;
    }

    /** The window that it counts over, or in which a bucket gets its refill. */
    public RateWindow window() {
        return window;
    }

    /** How it counts. */
    public RateAlgorithm algorithm() {
        return algorithm;
    }

    /** Seconds until all permits are back when all are spent at once, rounded up; 30 days for a month. */
    public long windowSeconds() {
        return algorithm == RateAlgorithm.BUCKET
                ? ceilDiv(ceilDiv(permits * unit, rate), 1_000_000_000)
                : window.seconds();
    }

    long unit() {
        return unit;
    }

    long rate() {
        return rate;
    }

    /**
     * Whether calls at these times leave a sliding window together: where there are few permits, only those at one instant;
     * otherwise those in one stretch of the largest power of two nanoseconds that is no longer than 1/64 of the window.
     */
    boolean leaveTogether(long one, long other) {
        return (one ^ other) >>> grainBits == 0;
    }

    /** Whether what was counted for that limit counts for this one too: a change of permits forgives nothing. */
    boolean countsLike(RateLimit that) {
        return algorithm == that.algorithm
                && unit == that.unit
                && rate == that.rate
                && window.equals(that.window)
                && name.equals(that.name);
    }

    @Override
    public boolean equals(Object other) {
        return other == this || (other instanceof RateLimit that && permits == that.permits && countsLike(that));
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Long.hashCode(permits);
    }

    /** For people, such as {@code per-minute: 20 permits per minute, sliding}. */
    @Override
    public String toString() {
        String pace = algorithm == RateAlgorithm.BUCKET ? " permits, " + refill + " more per " : " permits per ";
        return name + ": " + permits + pace + window + ", " + algorithm.configured();
    }

    static long ceilDiv(long a, long b) {
        return -Math.floorDiv(-a, b);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
