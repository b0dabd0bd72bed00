package dev.latchkey.benchmarks.tables;

import java.util.Optional;
import java.util.function.Function;

/** What was set out to be reached: a bound, and how to tell from the results. */
record Target(String what, boolean isAtMost, double bound, String unit, Function<Results, Optional<Double>> measure) {

    static Target atMost(double bound, String unit, String what, Function<Results, Optional<Double>> measure) {
        return new Target(what, true, bound, unit, measure);
    }

    static Target atLeast(double bound, String unit, String what, Function<Results, Optional<Double>> measure) {
        return new Target(what, false, bound, unit, measure);
    }

    void addTo(Table table, Results results) {
        Optional<Double> measured = measure.apply(results);
        table.row(
                what,
                (isAtMost ? "≤ " : "≥ ") + Words.chosen(bound) + unit,
                measured.map(value -> Words.number(value) + unit).orElse(Words.MISSING),
                measured.map(value -> isMet(value) ? "met" : "**not met**").orElse("–"));
    }

    private boolean isMet(double value) {
        return isAtMost ? value <= bound : value >= bound;
    }
}
