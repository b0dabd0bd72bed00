package dev.latchkey;

import dev.latchkey.key.KeyId;
import java.util.List;
import java.util.Optional;

/** Which project a call belongs to, under profiles that ask for one. */
final class Projects {
    private final Optional<String> header;

    Projects(Optional<String> header) {
        this.header = header;
    }

    /** Whether nobody asks, or there is a project and its id is well-formed. */
    boolean isRight(Request request, Call call, boolean spends) {
        return header.isEmpty() || !spends || KeyId.isWellFormed(project(header.get(), request, call));
    }

    /** The header wins, even where it is empty. */
    private static String project(String header, Request request, Call call) {
        List<String> values = request.headers(header);
        return (values.isEmpty() ? call.project().orElse("") : String.join(", ", values)).strip();
    }
}
