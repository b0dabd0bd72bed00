package dev.latchkey.key;

/**
 * What came of trying a key against a list of Argon2id hashes.
 *
 * @param kind whether it matched, and if not, why
 * @param index the matching hash's place in the list, from 0; -1 unless it matched
 */
public record Trial(Kind kind, int index) {
    static final Trial NO_MATCH = new Trial(Kind.NO_MATCH, -1);
    static final Trial UNTRIED = new Trial(Kind.UNTRIED, -1);
    static final Trial SATURATED = new Trial(Kind.SATURATED, -1);

    /** What can come of a trial. */
    public enum Kind {
        /** It is the secret of the hash at {@link Trial#index()}. */
        MATCHED,
        /** It is the secret of none of them. */
        NO_MATCH,
        /** Nothing is remembered about it, and nothing was computed. */
        UNTRIED,
        /** Others are being tried, and it was not this one's turn in time: unknown, ask again later. */
        SATURATED
    }

    /**
     * @throws IllegalArgumentException if there is an index without a match, or a match without one
     */
    public Trial {
        if ((kind == Kind.MATCHED) != (index >= 0)) {
            throw new IllegalArgumentException("trial " + kind + ": index " + index + " does not fit");
        }
    }

    static Trial matched(int index) {
        return new Trial(Kind.MATCHED, index);
    }
}
