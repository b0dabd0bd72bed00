package dev.latchkey.manage.http;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One thing that can be asked for: a method on a path, in which {@code {id}} stands for any segment.
 *
 * @param method the HTTP method
 * @param template the path's segments
 * @param handler carries it out
 */
record Operation(String method, List<String> template, Function<ManagementCall, Reply> handler) {
    private static final String ANY = "{id}";

    static Operation of(String method, String path, Function<ManagementCall, Reply> handler) {
        return new Operation(method, List.of(path.substring(1).split("/")), handler);
    }

    boolean fits(List<String> segments) {
        if (segments.size() != template.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!template.get(i).equals(ANY) && !template.get(i).equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The segments that stand for something, in order. */
    List<String> ids(List<String> segments) {
        return IntStream.range(0, segments.size())
                .filter(i -> template.get(i).equals(ANY))
                .mapToObj(segments::get)
                .toList();
    }
}
