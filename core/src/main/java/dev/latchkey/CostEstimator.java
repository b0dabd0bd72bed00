package dev.latchkey;

import dev.latchkey.access.ModelCatalog;
import dev.latchkey.quota.Money;

/**
 * Says what a call will probably cost before it is made; so much is held in every budget until the call is settled with
 * its true cost. Asked during decisions about untrusted calls, so an implementation answers from memory, is thread-safe
 * and never throws.
 */
@FunctionalInterface
public interface CostEstimator {

    /** What the call will probably cost. Anything about it may be unknown. */
    Money estimate(Call call);

    /**
     * By the token prices of a catalogue: a token for every four characters of input, rounded up, and as many tokens of
     * output as the call allows at most.
     *
     * @param usualOutputTokens the output of a call that sets no bound, 0 or more
     * @throws IllegalArgumentException if that is negative
     * @see TokenPrices
     */
    static CostEstimator byTokens(ModelCatalog catalog, long usualOutputTokens) {
        return new TokenEstimator(new TokenPrices(catalog), usualOutputTokens);
    }
}
