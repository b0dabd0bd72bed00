package dev.latchkey.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The request target that a dispatch is about: what the client sent, or what the host forwards to or includes. Never
 * decoded, and relative to the context path.
 */
final class DispatchTarget {
    private DispatchTarget() {}

    static String of(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.INCLUDE
                ? relative(
                        request,
                        attribute(request, RequestDispatcher.INCLUDE_REQUEST_URI),
                        attribute(request, RequestDispatcher.INCLUDE_QUERY_STRING))
                : relative(request, request.getRequestURI(), request.getQueryString());
    }

    /** A target without a URI, as in an include of a servlet by its name, is empty: no open route matches that. */
    private static String relative(HttpServletRequest request, @Nullable String uri, @Nullable String query) {
        String whole = uri == null ? "" : uri;
        String context = request.getServletContext().getContextPath();
        // A container also finds the context behind an encoded or doubled path; such a target stays whole and
        // protected.
        String path = whole.startsWith(context) ? whole.substring(context.length()) : whole;
        return query == null ? path : path + "?" + query;
    }

    private static @Nullable String attribute(HttpServletRequest request, String name) {
        return request.getAttribute(name) instanceof String text ? text : null;
    }
}
