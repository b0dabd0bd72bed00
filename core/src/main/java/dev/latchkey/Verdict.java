package dev.latchkey;

import java.util.function.Function;

/**
 * Who is it? A request is {@link Granted} to a key, passes {@link Open} without one, or is {@link Denied}. Immutable
 * and thread-safe.
 */
public sealed interface Verdict permits Verdict.Passed, Denied {

    /** A verdict with which the request goes on to the host: {@link Granted} or {@link Open}. */
    sealed interface Passed extends Verdict permits Granted, Open {

        /** What happens to the request's headers before the host sees them. */
        UpstreamHeaders upstream();

        /** Headers that the profile puts on the host's answer; they replace the host's own of the same name. */
        java.util.List<Header> answerHeaders();
    }

    /** The result of the one function that fits. */
    default <T> T fold(
            Function<? super Granted, ? extends T> granted,
            Function<? super Open, ? extends T> open,
            Function<? super Denied, ? extends T> denied) {
        if (this instanceof Granted g) {
            return granted.apply(g);
        }
        return this instanceof Open o ? open.apply(o) : denied.apply((Denied) this);
    }
}
