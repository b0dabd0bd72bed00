package dev.latchkey;

import java.util.ArrayList;
import java.util.List;

/**
 * How a decision came about, for an operator: the checks in the profile's order and what became of each. Never sent to
 * a client.
 *
 * @param steps the checks, in order
 * @param verdict who it is; the checks of a call, which come after it, may yet refuse
 */
public record Explanation(List<Step> steps, Verdict verdict) {

    /** Copies the steps. */
    public Explanation {
        steps = List.copyOf(steps);
    }

    /**
     * Every check before the one that refused was passed, and none behind it was reached.
     *
     * @param decided what the checks came to, where the verdict is only observed or a later check refused
     */
    static Explanation of(List<Check> order, Verdict verdict, Verdict decided) {
        List<Step> steps = new ArrayList<>();
        Outcome next = decided instanceof Open ? Outcome.NOT_REACHED : Outcome.PASSED;
        for (Check check : order) {
            if (decided instanceof Denied denied && denied.reason().check() == check) {
                steps.add(new Step(check, Outcome.REFUSED, detail(denied)));
                next = Outcome.NOT_REACHED;
            } else {
                boolean found = check == Check.KEY && decided instanceof Granted;
                steps.add(new Step(
                        check,
                        next,
                        found ? "key " + ((Granted) decided).principal().id() : ""));
            }
        }
        return new Explanation(steps, verdict);
    }

    private static String detail(Denied denied) {
        Facts facts = denied.denial().facts();
        String key = facts.keyId().map(id -> " (key " + id + ")").orElse("");
        return denied.reason() + key + facts.rule().map(rule -> ": " + rule).orElse("");
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
