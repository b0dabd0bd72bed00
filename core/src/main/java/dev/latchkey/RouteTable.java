package dev.latchkey;

import dev.latchkey.access.ScopeRule;
import dev.latchkey.access.Scopes;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which routes are open and which have rules of their own, below the base path. */
final class RouteTable {
    private final String basePath;
    private final Route[] open;
    private final Route[] withCredentials;
    private final Route[] requiring;
    private final Route[] free;
    private final Route[] readingBodies;
    private final boolean hasRules;

    RouteTable(String basePath, List<Route> open, List<Route> ruled) {
        this.basePath = basePath;
        this.open = open.toArray(Route[]::new);
        this.withCredentials = those(ruled, route -> !route.credentials().isEmpty());
        this.requiring = those(ruled, route -> route.required() != null);
        this.free = those(ruled, Route::isFree);
        this.readingBodies = those(ruled, route -> route.body() != null);
        this.hasRules = withCredentials.length + requiring.length + free.length + readingBodies.length > 0;
    }

    /** Whether the raw target, up to its query, is an open route byte for byte. */
    boolean isOpen(Request request) {
        return open.length > 0 && indexIn(open, request.method(), request.target()) >= 0;
    }

    /** Whether any path means more than another, so that nobody may be mistaken about one. */
    boolean hasRules() {
        return hasRules;
    }

    /** Whether the raw target, up to its query, is a route that costs nothing, byte for byte. */
    boolean isFree(Request request) {
        return free.length > 0 && indexIn(free, request.method(), request.target()) >= 0;
    }

    /** The first route with credential sources of its own that this request falls under, or -1. */
    int credentialsFor(Request request) {
        return withCredentials.length == 0 ? -1 : indexIn(withCredentials, request.method(), request.path());
    }

    /** The routes with credential sources of their own, in order. */
    List<Route> withCredentials() {
        return List.of(withCredentials);
    }

    /** Whether any route has a rule about scopes. */
    boolean requireScopes() {
        return requiring.length > 0;
    }

    /** The rule of some route that the request falls under and that these scopes do not meet, or null. */
    @Nullable ScopeRule unmet(Request request, Scopes scopes) {
        String path = request.path();
        if (!path.startsWith(basePath)) {
            return null;
        }
        for (Route route : requiring) {
            ScopeRule rule = route.required();
            boolean asked = route.covers(request.method(), path, basePath.length(), path.length());
            if (asked && rule != null && !rule.isMetBy(scopes)) {
                return rule;
            }
        }
        return null;
    }

    /** The format of the bodies on the first route that reads them and that the request falls under, or null. */
    @Nullable BodyFormat bodyFormat(Request request) {
        if (readingBodies.length == 0) {
            return null;
        }
        String path = request.path();
        if (path.startsWith(basePath)) {
            for (Route route : readingBodies) {
                if (route.covers(request.method(), path, basePath.length(), path.length())) {
                    return route.body();
                }
            }
        }
        return null;
    }

    private int indexIn(Route[] routes, String method, String target) {
        if (!target.startsWith(basePath)) {
            return -1;
        }
        for (int i = 0; i < routes.length; i++) {
            if (routes[i].matches(method, target, basePath.length())) {
                return i;
            }
        }
        return -1;
    }

    private static Route[] those(List<Route> routes, Predicate<Route> which) {
        return routes.stream().filter(which).toArray(Route[]::new);
    }
}
