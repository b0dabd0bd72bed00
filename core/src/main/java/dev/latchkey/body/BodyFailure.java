package dev.latchkey.body;

import java.util.function.Function;

/** Why a body could not be read. It says nothing of what the body holds. */
public enum BodyFailure implements BodyOutcome {
    /**
     * Not one JSON object in UTF-8, cut short, followed by more, nested more than {@value BodyPeek#MAX_DEPTH} deep, or a
     * wanted member stands there twice, has the wrong type or is too long.
     */
    MALFORMED,
    /** More bytes than may be read. */
    TOO_LARGE,
    /** The bodies that are held in this process leave no room for this one: see {@link BodyCap}. */
    CAP_REACHED;

    @Override
    public <T> T fold(Function<BodyFacts, T> read, Function<BodyFailure, T> failed) {
        return failed.apply(this);
    }
}
