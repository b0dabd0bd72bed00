package dev.latchkey.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.Admitted;
import dev.latchkey.Principal;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The host behind the filter. It tells what it saw, and dispatches to {@code ?to=…} as its path says. */
public final class HostServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** How many dispatches came as far as the host. */
    final transient AtomicInteger reached = new AtomicInteger();

    /** Puts the servlet behind everything. */
    void addTo(ServletContext context) {
        ServletRegistration.Dynamic registration = context.addServlet("host", this);
        registration.setAsyncSupported(true);
        registration.addMapping("/");
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        reached.incrementAndGet();
        String path = path(request);
        boolean again = request.getDispatcherType() == DispatcherType.ASYNC;
        switch (path) {
            case "/open/forward", "/v1/forward" -> forward(request, response);
            case "/open/include", "/v1/include" -> include(request, response);
            case "/open/include-two" -> includeTwo(request, response);
            case "/open/async" -> request.startAsync().dispatch(request.getParameter("to"));
            case "/v1/forward-as" -> forward(new Renamed(request), response);
            case "/v1/async", "/open/async-again" -> asyncOnce(again, request, response);
            case "/v1/async-request" -> tellFromAsync(request);
            case "/v1/conflict", "/open/conflict" -> response.sendError(409, "conflict");
            case "/v1/missing" -> response.sendError(404);
            case "/v1/throw" -> throw new ServletException("the host's own");
            case "/v1/own-headers" -> ownHeaders(request, response);
            default -> tell(request, response);
        }
    }

    private static String path(HttpServletRequest request) {
        Object included = request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH);
        return included == null ? request.getServletPath() : included.toString();
    }

    private static void forward(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setHeader("X-Before-Forward", "yes");
        request.getRequestDispatcher(request.getParameter("to")).forward(request, response);
    }

    private static void include(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.getOutputStream().write("includer\n".getBytes(UTF_8));
        request.getRequestDispatcher(request.getParameter("to")).include(request, response);
    }

    private static void includeTwo(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            request.getRequestDispatcher("/v1/echo").include(request, response);
        } catch (ServletException e) {
            request.getRequestDispatcher("/open/page").include(request, response);
        }
    }

    private static void asyncOnce(boolean again, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (again) {
            tell(request, response);
        } else {
            request.startAsync().dispatch();
        }
    }

    private static void tellFromAsync(HttpServletRequest request) throws IOException {
        AsyncContext async = request.startAsync();
        tell((HttpServletRequest) async.getRequest(), (HttpServletResponse) async.getResponse());
        async.complete();
    }

    private static void ownHeaders(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getParameter("reset") != null) {
            response.reset();
        }
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        response.addHeader("x-frame-options", "SAMEORIGIN");
        response.setIntHeader("X-Content-Type-Options", 1);
        response.addDateHeader("Referrer-Policy", 0);
        response.setHeader("X-RateLimit-Remaining", "999999");
        response.setHeader("X-Own", "host");
        tell(request, response);
    }

    private static void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
        StringBuilder text = new StringBuilder();
        line(text, "dispatcher", request.getDispatcherType());
        line(text, "body-bytes", request.getInputStream().readAllBytes().length);
        line(text, "user-principal", request.getUserPrincipal());
        line(text, "remote-user", request.getRemoteUser());
        line(text, "auth-type", request.getAuthType());
        line(
                text,
                "label",
                LatchkeyFilter.principal(request).map(Principal::label).orElse("nobody"));
        line(
                text,
                "granted",
                LatchkeyFilter.granted(request)
                        .map(granted -> granted.principal().label())
                        .orElse("nobody"));
        line(
                text,
                "limits-left",
                LatchkeyFilter.admitted(request).map(HostServlet::left).orElse("unknown"));
        for (String name : Collections.list(request.getHeaderNames())) {
            for (String value : Collections.list(request.getHeaders(name))) {
                line(text, "header " + name.toLowerCase(Locale.ROOT), value);
            }
        }
        for (String name : new String[] {"Authorization", "x-api-key", "X-Latchkey-Key-Id", "X-Number"}) {
            line(text, "getHeader " + name, request.getHeader(name));
        }
        if (request.isTrailerFieldsReady()) {
            request.getTrailerFields().forEach((name, value) -> line(text, "trailer " + name, value));
        }
        line(text, "number", request.getIntHeader("X-Number"));
        response.getOutputStream().write(text.toString().getBytes(UTF_8));
    }

    private static String left(Admitted admitted) {
        return admitted.limits().stream()
                .map(limit -> limit.name() + " " + limit.remaining())
                .collect(Collectors.joining(", "));
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append(name).append('=').append(value).append('\n');
    }

    /** A host that knows its callers by names of its own. */
    private static final class Renamed extends HttpServletRequestWrapper {
        Renamed(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getRemoteUser() {
            return "the host's name";
        }
    }
}
