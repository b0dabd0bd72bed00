package dev.latchkey.quota;

/**
 * Money set aside for one call in every budget that it concerns, until the call is settled or released, or the hold
 * expires. Belongs to the ledger that made it.
 */
public interface Hold {

    /** What was set aside. */
    Money estimate();
}
