package dev.latchkey.benchmarks.tables;

import dev.latchkey.benchmarks.Figures.Figure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;

/** How numbers are told: three digits, the median first and then between what it lies. */
final class Words {
    /** What stands where nothing was measured. */
    static final String MISSING = "missing";

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    private Words() {}

    static String number(double value) {
        if (Math.abs(value) < 0.005) {
            return "0";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(THREE_DIGITS);
        int decimals = Math.max(0, 2 - (rounded.precision() - rounded.scale() - 1));
        return String.format(Locale.ROOT, "%,." + Math.min(2, decimals) + "f", rounded);
    }

    /** A number that somebody chose: as they wrote it. */
    static String chosen(double value) {
        return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    static String spread(Optional<Figure> figure) {
        return figure.map(
                        found -> number(found.value()) + " (" + number(found.low()) + "–" + number(found.high()) + ")")
                .orElse(MISSING);
    }

    static String value(Optional<Double> value) {
        return value.map(Words::number).orElse(MISSING);
    }

    static String times(Optional<Double> ratio) {
        return ratio.map(found -> number(found) + " ×").orElse(MISSING);
    }
}
