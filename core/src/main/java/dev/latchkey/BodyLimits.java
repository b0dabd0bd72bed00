package dev.latchkey;

/**
 * How much of requests' bodies may be held while a decision reads them. A body is held only where a rule needs one of its
 * members; every other streams through and is never counted.
 *
 * @param perBody the most bytes of one body, 1 to 1 GiB; a larger one is refused with 413
 * @param perProcess the most bytes of all bodies that are held at one time, in this process and by all its authenticators
 *     together; one more is refused with 503
 */
public record BodyLimits(int perBody, long perProcess) {
    private static final int MOST = 1 << 30;
    private static final int USUAL_BODY = 4 << 20;
    private static final long USUAL_PROCESS = 256L << 20;

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if one body may be smaller than 1 byte or larger than 1 GiB, or all together less
     *     than one
     */
    public BodyLimits {
        if (perBody < 1 || perBody > MOST) {
            throw new IllegalArgumentException("body limits: expected 1 to " + MOST + " bytes for one body");
        }
        if (perProcess < perBody) {
            throw new IllegalArgumentException("body limits: all bodies together may not be less than one of them");
        }
    }

    /** 4 MiB for one body; for all of them 256 MiB, or a quarter of the heap where that is less. */
    public static BodyLimits usual() {
        long quarter = Runtime.getRuntime().maxMemory() / 4;
        return new BodyLimits(USUAL_BODY, Math.max(USUAL_BODY, Math.min(USUAL_PROCESS, quarter)));
    }
}
