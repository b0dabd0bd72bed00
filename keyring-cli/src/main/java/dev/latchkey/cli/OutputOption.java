package dev.latchkey.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import picocli.CommandLine.Option;

/** How a command answers, and {@code --json}. */
final class OutputOption {
    private static final JsonMapper JSON = new JsonMapper();

    @Option(names = "--json", description = "Answer in JSON, for programs.")
    private boolean json;

    boolean isJson() {
        return json;
    }

    void print(Session session, Answer answer) {
        if (json) {
            printJson(session.out(), answer.members());
            return;
        }
        answer.lines().forEach((name, value) -> session.out().println(name + "=" + value));
        if (!answer.advice().isEmpty()) {
            session.out().println(answer.advice());
        }
    }

    /** One line of JSON. */
    static void printJson(PrintStream out, Object value) {
        try {
            out.println(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
