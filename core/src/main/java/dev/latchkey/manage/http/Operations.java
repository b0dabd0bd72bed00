package dev.latchkey.manage.http;

import dev.latchkey.Header;
import java.util.List;
import java.util.stream.Collectors;

/** All that can be asked for, and which of it a request asks for. */
final class Operations {
    private final List<Operation> operations;

    Operations(List<Operation> operations) {
        this.operations = List.copyOf(operations);
    }

    /** The first two segments of all paths, each once. */
    List<String> roots() {
        return operations.stream()
                .map(operation -> "/" + String.join("/", operation.template().subList(0, 2)))
                .distinct()
                .toList();
    }

    /** Whether some operation's path begins as these segments do, as far as its own first two. */
    boolean own(List<String> segments) {
        return segments.size() >= 2
                && operations.stream()
                        .anyMatch(
                                operation -> operation.template().subList(0, 2).equals(segments.subList(0, 2)));
    }

    /**
     * The operation of this method on this path.
     *
     * @throws Refused if there is none
     */
    Operation find(String method, List<String> segments) {
        List<Operation> there = operations.stream()
                .filter(operation -> operation.fits(segments))
                .toList();
        if (there.isEmpty()) {
            throw Refused.of(404, "not_found", "Not Found");
        }
        return there.stream()
                .filter(operation -> operation.method().equals(method))
                .findFirst()
                .orElseThrow(() -> Refused.of(
                        405, "method_not_allowed", "Method Not Allowed", new Header("Allow", methods(there))));
    }

    private static String methods(List<Operation> there) {
        return there.stream().map(Operation::method).collect(Collectors.joining(", "));
    }
}
