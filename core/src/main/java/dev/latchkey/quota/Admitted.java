package dev.latchkey.quota;

import java.util.List;
import java.util.Optional;

/** Admitted: every limit and every budget of the demand had room for it. Thread-safe. */
public non-sealed interface Admitted extends Outcome {

    /**
     * Where every rate limit of the demand stands, in order: with this call counted, and it may be with later ones, too. A
     * ledger in memory looks when it is asked; one that may block has looked already.
     */
    List<LimitState> limits();

    /**
     * The money held for the call, to be settled or released; empty where the demand names no budget, and after a probe.
     */
    Optional<Hold> hold();
}
