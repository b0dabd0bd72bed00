package dev.latchkey;

import java.util.function.Function;

/** May they? A call is {@link Admitted} or {@link Denied}. */
public sealed interface Admission permits Admitted, Denied {

    /** The result of the one function that fits. */
    default <T> T fold(Function<? super Admitted, ? extends T> admitted, Function<? super Denied, ? extends T> denied) {
        return this instanceof Admitted a ? admitted.apply(a) : denied.apply((Denied) this);
    }
}
