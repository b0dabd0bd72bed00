package dev.latchkey;

import dev.latchkey.access.ScopeRule;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A method and a path, and what holds there. A path is matched byte for byte against the raw target up to the query; one
 * that ends in {@code /*} stands for everything below it and cannot be open. Immutable and thread-safe.
 */
public final class Route {
    private final @Nullable String method;
    private final String path;
    private final boolean prefix;
    private final List<CredentialSource> credentials;
    private final @Nullable ScopeRule required;
    private final boolean free;
    private final @Nullable BodyFormat body;

    private Route(
            @Nullable String method,
            String path,
            boolean prefix,
            List<CredentialSource> credentials,
            @Nullable ScopeRule required,
            boolean free,
            @Nullable BodyFormat body) {
        this.method = method;
        this.path = path;
        this.prefix = prefix;
        this.credentials = credentials;
        this.required = required;
        this.free = free;
        this.body = body;
    }

    /** This path for {@code GET}; see {@link #of}. */
    public static Route get(String path) {
        return of("GET", path);
    }

    /** This path for {@code POST}; see {@link #of}. */
    public static Route post(String path) {
        return of("POST", path);
    }

    /**
     * This path for every method.
     *
     * @throws IllegalArgumentException as {@link #of} does
     */
    public static Route any(String path) {
        return parsed(null, path);
    }

    /**
     * This path for this method.
     *
     * @param method as it is sent; methods are case-sensitive
     * @param path begins with a slash, is written as clients send it, and may end in {@code /*}
     * @throws IllegalArgumentException if the path is empty, the root, has a star elsewhere, a query, or anything that a
     *     container would read as another path
     */
    public static Route of(String method, String path) {
        if (method.isEmpty() || !method.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            throw new IllegalArgumentException("route method: expected capital letters such as GET");
        }
        return parsed(method, path);
    }

    /**
     * A route from its text, a method and a path such as {@code GET /health}, as {@link #toString} prints it: {@code *}
     * in place of the method stands for every one.
     *
     * @throws IllegalArgumentException if there are not these two, or as {@link #of} does
     */
    public static Route parse(String text) {
        int blank = text.indexOf(' ');
        if (blank < 0) {
            throw new IllegalArgumentException("route: expected a method and a path such as GET /health");
        }
        String method = text.substring(0, blank);
        String path = text.substring(blank).strip();
        return method.equals("*") ? any(path) : of(method, path);
    }

    private static Route parsed(@Nullable String method, String path) {
        boolean prefix = path.endsWith("/*");
        String plain = prefix ? path.substring(0, path.length() - 1) : path;
        if (plain.length() < 2 || !plain.startsWith("/")) {
            throw new IllegalArgumentException("route path: expected a path below the root such as /health");
        }
        if (plain.indexOf('*') >= 0 || plain.indexOf('?') >= 0 || Targets.isOdd(plain)) {
            throw new IllegalArgumentException(
                    "route path " + plain + ": expected a plain path such as /health, without"
                            + " query, star, dot segments or needless escapes");
        }
        return new Route(method, plain, prefix, List.of(), null, false, null);
    }

    /**
     * The same route with credential sources of its own, asked in this order in place of the profile's.
     *
     * @throws IllegalArgumentException if there is none, more than eight, or one header twice
     */
    public Route credentials(CredentialSource... sources) {
        List<CredentialSource> own = List.of(sources);
        CredentialSource.check(own, "route " + this);
        return new Route(method, path, prefix, own, required, free, body);
    }

    /** The same route for keys that have all of these scopes; see {@link #requires(ScopeRule)}. */
    public Route requires(String... scopes) {
        return requires(ScopeRule.allOf(scopes));
    }

    /**
     * The same route for keys whose scopes meet this rule. A rule for {@code GET} holds for {@code HEAD} too, and one for
     * a path also for that path with a slash behind it, because many hosts answer these alike.
     */
    public Route requires(ScopeRule rule) {
        return new Route(method, path, prefix, credentials, Objects.requireNonNull(rule), free, body);
    }

    /**
     * The same route, which costs nothing: no budget is asked and no money held, so that it answers a key whose money is
     * spent. Rate limits hold as everywhere. Unlike a requirement, it is matched byte for byte.
     */
    public Route free() {
        return new Route(method, path, prefix, credentials, required, true, body);
    }

    /** The same route, whose bodies are of OpenAI's format; see {@link #readsBody(BodyFormat)}. */
    public Route readsBody() {
        return readsBody(BodyFormat.CHAT_COMPLETIONS);
    }

    /**
     * The same route, on which calls are made that cost something: where a rule of the profile or of the caller's key has
     * to know what a call asks for, its JSON body is held and read to its end before it goes on, byte for byte. Rules about
     * models, users and projects hold on such routes; on every other, bodies stream through and these rules are not asked.
     * Matched as {@link #requires(ScopeRule)} is.
     *
     * @see BodyLimits
     */
    public Route readsBody(BodyFormat format) {
        return new Route(method, path, prefix, credentials, required, free, Objects.requireNonNull(format));
    }

    @Nullable ScopeRule required() {
        return required;
    }

    boolean isFree() {
        return free;
    }

    /** What bodies are of; null where nobody reads them. */
    @Nullable BodyFormat body() {
        return body;
    }

    /** Whether it says nothing about what holds there. */
    boolean saysNothing() {
        return credentials.isEmpty() && required == null && !free && body == null;
    }

    List<CredentialSource> credentials() {
        return credentials;
    }

    boolean isPrefix() {
        return prefix;
    }

    /** Whether the text of {@code target} from this index on, up to its query, is this route's path, and the method its method. */
    boolean matches(String requestMethod, String target, int from) {
        int end = from + path.length();
        return target.startsWith(path, from)
                && (prefix || end == target.length() || target.charAt(end) == '?')
                && (method == null || method.equals(requestMethod));
    }

    /** Whether the text of {@code target} between the two indexes is this route's path, and the method its method. */
    private boolean matches(String requestMethod, String target, int from, int to) {
        int length = path.length();
        return (prefix ? to - from >= length : to - from == length)
                && target.startsWith(path, from)
                && (method == null || method.equals(requestMethod));
    }

    /** As {@link #matches}, or so much alike that many hosts would not tell the difference. */
    boolean covers(String requestMethod, String target, int from, int to) {
        String asked = requestMethod.equals("HEAD") ? "GET" : requestMethod;
        int end = !prefix && to - from == path.length() + 1 && target.charAt(to - 1) == '/' ? to - 1 : to;
        return matches(requestMethod, target, from, end) || matches(asked, target, from, end);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Route that
                && Objects.equals(method, that.method)
                && path.equals(that.path)
                && prefix == that.prefix
                && credentials.equals(that.credentials)
                && Objects.equals(required, that.required)
                && free == that.free
                && body == that.body;
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, path, prefix, credentials, required, free, body);
    }

    /** The method, or {@code *}, and the path. */
    @Override
    public String toString() {
        return (method == null ? "*" : method) + " " + path + (prefix ? "*" : "");
    }
}
