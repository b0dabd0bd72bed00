package dev.latchkey;

import java.util.List;

/** Which routes are open and which have rules of their own, below the base path. */
final class RouteTable {
    private final String basePath;
    private final Route[] open;
    private final Route[] ruled;

    RouteTable(String basePath, List<Route> open, List<Route> ruled) {
        this.basePath = basePath;
        this.open = open.toArray(Route[]::new);
        this.ruled = ruled.toArray(Route[]::new);
    }

    /** Whether the raw target, up to its query, is an open route byte for byte. */
    boolean isOpen(Request request) {
        return open.length > 0 && indexIn(open, request.method(), request.target()) >= 0;
    }

    /** Whether any path means more than another, so that nobody may be mistaken about one. */
    boolean hasRules() {
        return ruled.length > 0;
    }

    /** The first route with rules that this request falls under, or -1. */
    int ruleFor(Request request) {
        return ruled.length == 0 ? -1 : indexIn(ruled, request.method(), request.path());
    }

    private int indexIn(Route[] routes, String method, String target) {
        if (!target.startsWith(basePath)) {
            return -1;
        }
        int query = target.indexOf('?');
        int to = query < 0 ? target.length() : query;
        for (int i = 0; i < routes.length; i++) {
            if (routes[i].matches(method, target, basePath.length(), to)) {
                return i;
            }
        }
        return -1;
    }
}
