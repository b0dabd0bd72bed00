package dev.latchkey.body;

import java.util.function.Function;

/** What became of reading a body: its {@linkplain BodyFacts facts}, or {@linkplain BodyFailure why there are none}. */
public sealed interface BodyOutcome permits BodyFacts, BodyFailure {

    /** The answer of the function that fits. */
    <T> T fold(Function<BodyFacts, T> read, Function<BodyFailure, T> failed);
}
