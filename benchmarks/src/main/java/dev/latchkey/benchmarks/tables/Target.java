package dev.latchkey.benchmarks.tables;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.function.Function;

/** What was set out to be reached: a bound, and how to tell from the results. */
record Target(String what, boolean isAtMost, double bound, String unit, Function<Results, Optional<Double>> measure) {
    /** A figure is held to the bound as it stands on the page: counters of allocation add thousandths of a byte. */
    private static final MathContext AS_TOLD = new MathContext(3);

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
        double told = new BigDecimal(value).round(AS_TOLD).doubleValue();
        return isAtMost ? told <= bound : told >= bound;
    }
}
