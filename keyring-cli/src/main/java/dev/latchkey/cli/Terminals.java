package dev.latchkey.cli;

import java.io.Console;
import java.util.Arrays;
import java.util.Optional;

/** What the platform tells about the terminal. */
final class Terminals {
    private Terminals() {}

    /** The terminal that both standard input and standard output are; none if either is a file or a pipe. */
    @SuppressWarnings("SystemConsoleNull") // From Java 22 on it may be there without a terminal, which is asked next.
    static Optional<Console> terminal() {
        return Optional.ofNullable(System.console()).filter(Terminals::isTerminal);
    }

    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException ignored) {
            return true;
        }
    }

    /** What was typed, without echo; empty at the end of input. */
    static String askSecret(Optional<Console> terminal, String question) {
        char[] typed =
                terminal.map(console -> console.readPassword("%s", question)).orElseGet(() -> new char[0]);
        String secret = new String(typed);
        Arrays.fill(typed, ' ');
        return secret;
    }
}
