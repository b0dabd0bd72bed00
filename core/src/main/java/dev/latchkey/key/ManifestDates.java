package dev.latchkey.key;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Reads dates of a manifest: ISO 8601 with a zone, from 1970 to 100 years from now. */
final class ManifestDates {
    private static final int MAX_YEARS = 100;
    private static final int MAX_LENGTH = 40;

    /** As ECMA-262's {@code toISOString} writes them: in UTC, with milliseconds. */
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Instant latest;

    ManifestDates(long nowEpochNanos) {
        this.latest = Instant.ofEpochSecond(0, nowEpochNanos)
                .atOffset(ZoneOffset.UTC)
                .plusYears(MAX_YEARS)
                .toInstant();
    }

    Instant read(JsonParser json) throws IOException {
        Instant date = kept(json);
        if (!isInRange(date)) {
            throw new IllegalArgumentException("expected a date from 1970 to " + MAX_YEARS + " years from now");
        }
        return date;
    }

    boolean isInRange(Instant date) {
        return !date.isBefore(Instant.EPOCH) && !date.isAfter(latest);
    }

    /** A date that a program has written, whenever it is. */
    static Instant kept(JsonParser json) throws IOException {
        return parse(ManifestValues.text(json, MAX_LENGTH));
    }

    static String write(Instant date) {
        return WRITTEN.format(date);
    }

    static Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException ignored) {
            // Its message quotes the text, which may be a secret in the wrong place.
            throw new IllegalArgumentException(
                    "expected an ISO 8601 date and time with a zone, such as 2026-01-31T12:00:00Z");
        }
    }
}
