package dev.latchkey.cli;

import dev.latchkey.quota.TimeSource;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * What one run of the program talks to.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param interactive whether a person sits in front of it: tables and colours then, and a prompt for secrets
 * @param prompt asks that person for a secret without echo
 * @param environment the environment's variables
 * @param time the clock
 */
record Session(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean interactive,
        Prompt prompt,
        Map<String, String> environment,
        TimeSource time) {

    /** Asks for a secret without echo. */
    @FunctionalInterface
    interface Prompt {
        /** What was typed; empty at the end of input. */
        String ask(String question);
    }

    /** The instant, in whole milliseconds as manifests write it. */
    Instant now() {
        return Instant.ofEpochSecond(0, time.epochNanos()).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Colours in front of a person, unless that person asks for none (no-color.org). */
    Ansi ansi() {
        boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return interactive && !unwanted ? Ansi.ON : Ansi.OFF;
    }
}
