package dev.latchkey.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said when something cannot be done: one line on standard error, never a stack trace, and status 1. */
final class Complaints {
    private static final int STATUS = 1;

    private final PrintStream err;

    Complaints(PrintStream err) {
        this.err = err;
    }

    /** A value that is empty, or looks like the next option, is missing. */
    static String nonEmpty(String value) {
        if (value.isEmpty() || value.startsWith("--")) {
            throw new TypeConversionException("missing");
        }
        return value;
    }

    int aboutArguments(ParameterException problem, String[] args) {
        err.println(words(problem));
        return STATUS;
    }

    private static String words(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched.getCommandLine(), unmatched.getUnmatched());
        }
        if (problem instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given twice: leave one of the two out";
        }
        ArgSpec about = problem instanceof MissingParameterException missing
                        && !missing.getMissing().isEmpty()
                ? missing.getMissing().get(0)
                : problem.getArgSpec();
        if (about instanceof OptionSpec option) {
            return "Missing value for " + name(option);
        }
        return Objects.toString(problem.getMessage(), "Unexpected arguments");
    }

    private static String unmatched(CommandLine command, List<String> arguments) {
        String first = Shown.of(arguments.get(0));
        return command.getParent() == null ? "Unknown command: " + first : "Unexpected argument: " + first;
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    int aboutExecution(Exception problem, CommandLine command, ParseResult arguments) {
        boolean expected = problem instanceof Refused
                || problem instanceof IllegalArgumentException
                || problem instanceof IOException;
        err.println(expected ? problem.getMessage() : "Something is wrong with this program: " + problem.getClass());
        return STATUS;
    }
}
