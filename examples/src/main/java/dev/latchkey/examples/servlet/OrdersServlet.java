package dev.latchkey.examples.servlet;

import dev.latchkey.Principal;
import dev.latchkey.servlet.LatchkeyFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code GET /orders}: a servlet that wants to know whose orders. It asks the container, as it always could
 * ({@code getUserPrincipal}, {@code getRemoteUser}), or the filter, where it wants the typed principal.
 */
public final class OrdersServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String owner = LatchkeyFilter.principal(request).map(Principal::label).orElse("nobody");
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter().println("orders of " + owner + ", key " + request.getRemoteUser());
    }
}
