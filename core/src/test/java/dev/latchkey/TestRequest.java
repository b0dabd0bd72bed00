package dev.latchkey;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request as a server would hand it over: constant lists, names in any case. */
public record TestRequest(String method, String target, Map<String, List<String>> fields) implements Request {

    /** {@code GET} of this target, without headers. */
    public static TestRequest get(String target) {
        return of("GET", target);
    }

    /** A request without headers. */
    public static TestRequest of(String method, String target) {
        return new TestRequest(method, target, new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
    }

    /** A protected route with {@code Authorization: Bearer KEY}. */
    public static TestRequest bearing(String key) {
        return sending("Authorization", "Bearer " + key);
    }

    /** A protected route with this header, one line for each value. */
    public static TestRequest sending(String name, String... values) {
        return of("POST", "/v1/chat/completions").with(name, values);
    }

    /** The same with this header too. */
    public TestRequest with(String name, String... values) {
        Map<String, List<String>> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(fields);
        more.put(name, List.copyOf(Arrays.asList(values)));
        return new TestRequest(method, target, more);
    }

    /** The same headers to another target. */
    public TestRequest to(String method, String target) {
        return new TestRequest(method, target, fields);
    }

    @Override
    public List<String> headers(String name) {
        List<String> values = fields.get(name);
        return values == null ? List.of() : values;
    }

    @Override
    public @Nullable InetAddress peerAddress() {
        return null;
    }
}
