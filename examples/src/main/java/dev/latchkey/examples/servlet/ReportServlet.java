package dev.latchkey.examples.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * {@code GET /report}: leaves the container's thread and comes back to {@code /orders}. The filter sees that second
 * dispatch too, because {@code web.xml} maps {@code ASYNC}, and the identity is the one that was decided first.
 */
public final class ReportServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        // Without arguments: it hands on the request as the filter wrapped it, without the credential.
        AsyncContext async = request.startAsync();
        async.start(() -> async.dispatch("/orders"));
    }
}
