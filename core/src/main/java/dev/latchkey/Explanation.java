package dev.latchkey;

import java.util.List;

/**
 * How a decision came about, for an operator: the checks in the profile's order and what became of each. Never sent to
 * a client.
 *
 * @param steps the checks, in order
 * @param verdict what came of them
 */
public record Explanation(List<Step> steps, Verdict verdict) {

    /** Copies the steps. */
    public Explanation {
        steps = List.copyOf(steps);
    }

    /** What became of a check. */
    public enum Outcome {
        /** Taken, and passed. */
        PASSED,
        /** Taken, and the reason for the refusal. */
        REFUSED,
        /** Not taken: an earlier check refused, or none was needed. */
        NOT_REACHED
    }

    /**
     * One check.
     *
     * @param check which
     * @param outcome what became of it
     * @param detail what it was about, in words for an operator; may be empty
     */
    public record Step(Check check, Outcome outcome, String detail) {}
}
