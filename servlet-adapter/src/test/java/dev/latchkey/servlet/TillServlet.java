package dev.latchkey.servlet;

import dev.latchkey.Authenticator;
import dev.latchkey.Reservation;
import dev.latchkey.quota.Money;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A host that pays for its calls, or does not, as the path says. For one request. */
public final class TillServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    /** What a call costs here. */
    static final Money COST = Money.parse("0.50");

    /** What was held for the request. */
    final transient CompletableFuture<Reservation> reservation = new CompletableFuture<>();
    /** What the host's settling answered. */
    final transient CompletableFuture<Boolean> settled = new CompletableFuture<>();
    /** An exchange that waits to be completed. */
    final transient CompletableFuture<AsyncContext> waiting = new CompletableFuture<>();
    /** Counted down once the first dispatch has come out of our filter. */
    final transient CountDownLatch returned = new CountDownLatch(1);

    /** Puts the servlet behind our filter, and a watcher in front of it. */
    void addTo(ServletContext context, Authenticator authenticator) {
        Filter watcher = (request, response, chain) -> {
            chain.doFilter(request, response);
            returned.countDown();
        };
        FilterRegistration.Dynamic front = context.addFilter("watcher", watcher);
        front.setAsyncSupported(true);
        front.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        LatchkeyFilter.register(context, authenticator);
        ServletRegistration.Dynamic registration = context.addServlet("till", this);
        registration.setAsyncSupported(true);
        registration.addMapping("/");
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        LatchkeyFilter.admitted(request).ifPresent(admitted -> reservation.complete(admitted.reservation()));
        boolean again = request.getDispatcherType() == DispatcherType.ASYNC;
        switch (request.getServletPath()) {
            case "/v1/settle" -> settle();
            case "/v1/release" -> reservation.join().release();
            case "/v1/throw" -> throw new ServletException("the host's own");
            case "/v1/send-and-throw" -> sendAndThrow(response);
            case "/v1/async-wait" -> waiting.complete(request.startAsync());
            case "/v1/async-settle" -> inBackground(request.startAsync(), this::settle);
            case "/v1/async-forget" -> inBackground(request.startAsync(), () -> {});
            case "/v1/async-twice" -> twice(again, request);
            case "/v1/async-throw" -> dispatchAndThrow(again, request);
            case "/open/forward" -> forward(request, response);
            case "/open/async" -> request.startAsync().dispatch("/v1/async-target");
            default -> response.setStatus(200);
        }
    }

    private void settle() {
        settled.complete(reservation.join().settle(COST));
    }

    private static void sendAndThrow(HttpServletResponse response) throws ServletException, IOException {
        response.setContentLength(0);
        response.flushBuffer();
        throw new ServletException("the host's own");
    }

    private static void inBackground(AsyncContext async, Runnable work) {
        async.start(() -> {
            work.run();
            async.complete();
        });
    }

    private static void twice(boolean again, HttpServletRequest request) {
        AsyncContext async = request.startAsync();
        if (again) {
            inBackground(async, () -> {});
        } else {
            async.dispatch();
        }
    }

    private static void dispatchAndThrow(boolean again, HttpServletRequest request) throws ServletException {
        if (again) {
            throw new ServletException("the host's own");
        }
        request.startAsync().dispatch();
    }

    private void forward(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher("/v1/forwarded").forward(request, response);
        settle();
    }
}
