package dev.latchkey.quota;

/**
 * Where one rate limit stands, as headers tell it.
 *
 * @param of whose limit it is
 * @param name what the limit is called, such as {@code per-minute}; tells the limits of one account apart
 * @param limit the permits of a window, or the capacity of a bucket
 * @param remaining whole permits left, 0 to {@code limit}, after this call where it was admitted
 * @param resetAt epoch nanoseconds at which more permits come back: a calendar window ends, the oldest call leaves a
 *     sliding window, a bucket is full again; the present where nothing is used
 * @param retryAfter nanoseconds until this limit would admit the same call; 0 where it does. A call that no wait can
 *     help (no permits at all, or a cost above them) is told the whole window
 * @param windowSeconds the window's length in seconds; for a bucket, the time that it takes to fill
 */
public record LimitState(
        AccountKind of, String name, long limit, long remaining, long resetAt, long retryAfter, long windowSeconds) {}
