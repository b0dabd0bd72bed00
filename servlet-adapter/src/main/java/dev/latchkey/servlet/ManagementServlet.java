package dev.latchkey.servlet;

import dev.latchkey.Request;
import dev.latchkey.manage.http.ManagementAnswer;
import dev.latchkey.manage.http.ManagementApi;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers the routes of a {@link ManagementApi}. Thread-safe.
 *
 * <pre>{@code
 * ManagementServlet.register(servletContext, ManagementApi.builder(gate, keys).build());
 * LatchkeyFilter.register(servletContext, gate);
 * }</pre>
 *
 * <p>The order of the two lines matters, and the other one is refused: management is asked first, since a
 * {@link LatchkeyFilter} takes the master key for no key of its own. In a context without that filter, such as one on a
 * port of its own, the servlet may be mapped by hand to {@link ManagementApi#roots()} and what lies below them.
 *
 * <p>Whoever does not hold the master key is answered before the body is read.
 */
public final class ManagementServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final String NAME = "latchkey-management";

    private final transient ManagementApi api;

    /** Answers with this API, which stays the caller's. */
    public ManagementServlet(ManagementApi api) {
        this.api = Objects.requireNonNull(api);
    }

    /**
     * Puts management in front of everything that is registered after this, with async support for what it lets pass.
     *
     * @return the registration, for further mappings
     * @throws IllegalStateException if a {@link LatchkeyFilter#register LatchkeyFilter} was registered before, or there is
     *     a servlet or a filter named {@code latchkey-management} already, or the context has started
     */
    public static ServletRegistration.Dynamic register(ServletContext context, ManagementApi api) {
        if (LatchkeyFilter.isInFrontOf(context)) {
            throw new IllegalStateException("LatchkeyFilter was registered before, and would refuse the master key:"
                    + " call ManagementServlet.register first, then LatchkeyFilter.register");
        }
        ManagementServlet servlet = new ManagementServlet(api);
        ServletRegistration.@Nullable Dynamic registration = context.addServlet(NAME, servlet);
        FilterRegistration.@Nullable Dynamic front = context.addFilter(NAME, new ManagementFront(servlet));
        if (registration == null || front == null) {
            throw new IllegalStateException(NAME + " is registered already: register one ManagementApi, and map further"
                    + " ManagementServlets by addServlet under names of their own");
        }
        front.setAsyncSupported(true);
        front.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        // Some containers run filters only where a servlet is mapped.
        registration.addMapping(api.roots().stream()
                .flatMap(root -> Stream.of(root, root + "/*"))
                .toArray(String[]::new));
        return registration;
    }

    boolean owns(HttpServletRequest request) {
        return api.owns(new ServletRequestView(request, request));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Request view = new ServletRequestView(request, request);
        Optional<ManagementAnswer> refusal = api.refusal(view);
        ManagementAnswer answer = refusal.isPresent() ? refusal.get() : api.answer(view, body(request));
        write(answer, request, response);
    }

    /** One byte more than the API takes, so that it sees that there are too many. */
    private static byte[] body(HttpServletRequest request) throws IOException {
        return request.getInputStream().readNBytes(ManagementApi.LONGEST_BODY + 1);
    }

    private static void write(ManagementAnswer answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.resetBuffer();
        response.setStatus(answer.status());
        AnswerHeaders.set(response, answer.headers());
        if (answer.status() == HttpServletResponse.SC_NO_CONTENT) {
            return;
        }
        byte[] body = answer.body();
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }
}
