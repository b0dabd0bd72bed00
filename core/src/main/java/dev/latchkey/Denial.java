package dev.latchkey;

/**
 * A refusal before anybody found words for it.
 *
 * @param reason why
 * @param facts what it is about
 */
public record Denial(Reason reason, Facts facts) {

    /** A denial with nothing to tell beyond its reason. */
    public static Denial of(Reason reason) {
        return new Denial(reason, Facts.none());
    }
}
