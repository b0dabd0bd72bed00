package dev.latchkey.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.body.BodyReader;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ReadListener;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A host that reads bodies in every way there is, as the path behind {@code /v1} or another folder says, and tells what came. */
public final class BodyServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final long SOON_MILLIS = 50;

    /** How many dispatches came as far as the host. */
    final transient AtomicInteger reached = new AtomicInteger();
    /** The first byte of a body that the host reads as it comes. */
    final transient CompletableFuture<Integer> firstByte = new CompletableFuture<>();
    /** How much was held when an exchange that waits began to. */
    final transient CompletableFuture<Long> heldMeanwhile = new CompletableFuture<>();
    /** An exchange that waits to be completed. */
    final transient CompletableFuture<AsyncContext> waiting = new CompletableFuture<>();

    /** Puts the servlet behind everything. */
    void addTo(ServletContext context) {
        ServletRegistration.Dynamic registration = context.addServlet("bodies", this);
        registration.setAsyncSupported(true);
        registration.setMultipartConfig(new MultipartConfigElement(""));
        registration.addMapping("/");
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        reached.incrementAndGet();
        boolean again = request.getDispatcherType() == DispatcherType.ASYNC;
        switch (lastName(request)) {
            case "one-by-one" -> tellOneByOne(request, response);
            case "reader" -> tellText(request, response);
            case "listener" -> listen(request, false);
            case "listener-elsewhere" -> listen(request, true);
            case "listener-late" -> listenLate(request);
            case "listener-throws" -> listenAndThrow(request);
            case "states" -> tellStates(request, response);
            case "as-it-comes" -> readAsItComes(request, response);
            case "form" -> line(response, "parameter", request.getParameter("model"));
            case "parts" -> line(response, "parts", request.getParts().size());
            case "forward" -> request.getRequestDispatcher("/v1/target").forward(request, response);
            case "include" -> includeAndTell(request, response);
            case "async" -> asyncOnce(again, request, request, response);
            case "async-raw" -> asyncOnce(again, raw(request), request, response);
            case "async-listener" -> asyncListener(again, request);
            case "async-wait" -> await(request, 0);
            case "async-timeout" -> await(request, SOON_MILLIS);
            case "conflict" -> response.sendError(409);
            case "async-throw" -> startAsyncAndThrow(request);
            case "throw" -> throw new ServletException("the host's own");
            default -> tell(request, response, request.getInputStream().readAllBytes());
        }
    }

    private static String lastName(HttpServletRequest request) {
        Object included = request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH);
        String path = included == null ? request.getServletPath() : included.toString();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** What is told of a body. */
    static void tell(ServletRequest request, ServletResponse response, byte[] body) throws IOException {
        line(response, "dispatcher", request.getDispatcherType());
        line(response, "length", body.length);
        line(response, "sha256", Sha256.of(body));
        line(response, "content-length", request.getContentLengthLong());
        line(response, "held", BodyReader.heldByAll());
        line(response, "transfer-encoding", ((HttpServletRequest) request).getHeader("Transfer-Encoding"));
    }

    private static void line(ServletResponse response, String name, @Nullable Object value) throws IOException {
        response.getOutputStream().write((name + "=" + value + "\n").getBytes(UTF_8));
    }

    private static void tellOneByOne(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ServletInputStream in = request.getInputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            body.write(b);
        }
        tell(request, response, body.toByteArray());
    }

    private static void tellText(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getParameter("as") != null) {
            request.setCharacterEncoding(request.getParameter("as"));
        }
        StringWriter text = new StringWriter();
        request.getReader().transferTo(text);
        line(response, "encoding", request.getCharacterEncoding());
        tell(request, response, text.toString().getBytes(UTF_8));
    }

    private static void listen(HttpServletRequest request, boolean elsewhere) throws IOException {
        AsyncContext async = request.startAsync();
        ServletInputStream in = request.getInputStream();
        in.setReadListener(new CollectingListener(async, in, elsewhere));
    }

    /** On a thread of the host's, while the dispatch returns or after that. */
    private static void listenLate(HttpServletRequest request) throws IOException {
        AsyncContext async = request.startAsync();
        ServletInputStream in = request.getInputStream();
        ReadListener listener = new CollectingListener(async, in, false);
        new Thread(() -> in.setReadListener(listener)).start();
    }

    private static void asyncListener(boolean again, HttpServletRequest request) throws IOException {
        if (again) {
            listen(request, false);
        } else {
            request.startAsync().dispatch();
        }
    }

    private static void listenAndThrow(HttpServletRequest request) throws IOException {
        AsyncContext async = request.startAsync();
        ServletInputStream in = request.getInputStream();
        CollectingListener told = new CollectingListener(async, in, false);
        in.setReadListener(new ReadListener() {
            @Override
            public void onDataAvailable() throws IOException {
                throw new IOException("the listener's own");
            }

            @Override
            public void onAllDataRead() throws IOException {
                told.onAllDataRead();
            }

            @Override
            public void onError(Throwable e) {
                told.onError(e);
            }
        });
    }

    private static void tellStates(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServletInputStream in = request.getInputStream();
        line(response, "finished-before", in.isFinished());
        line(response, "ready-before", in.isReady());
        line(response, "available-before", in.available() > 0);
        line(response, "listener-without-async", failure(() -> in.setReadListener(unheard())));
        line(response, "reader-after-stream", failure(request::getReader));
        in.readAllBytes();
        line(response, "finished-after", in.isFinished());
        line(response, "ready-after", in.isReady());
        line(response, "available-after", in.available() > 0);
        line(response, "read-after", in.read());
        AsyncContext async = request.startAsync();
        line(response, "no-listener", failure(() -> in.setReadListener(null)));
        in.setReadListener(new CollectingListener(async, in, false));
        line(response, "second-listener", failure(() -> in.setReadListener(unheard())));
    }

    private static ReadListener unheard() {
        return Blank.of(ReadListener.class);
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private static String failure(Attempt attempt) throws IOException {
        try {
            attempt.run();
            return "none";
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }

    private void readAsItComes(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServletInputStream in = request.getInputStream();
        firstByte.complete(in.read());
        tell(request, response, in.readAllBytes());
    }

    private static void includeAndTell(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String to = request.getParameter("to");
        try {
            request.getRequestDispatcher(to).include(request, response);
        } catch (ServletException e) {
            line(response, "refused", String.valueOf(e.getMessage()));
        }
        tell(request, response, request.getInputStream().readAllBytes());
    }

    private static ServletRequest raw(ServletRequest request) {
        ServletRequest layer = request;
        while (layer instanceof ServletRequestWrapper wrapper) {
            layer = wrapper.getRequest();
        }
        return layer;
    }

    private static void asyncOnce(
            boolean again, ServletRequest starting, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (again) {
            tell(request, response, request.getInputStream().readAllBytes());
        } else {
            starting.startAsync().dispatch();
        }
    }

    private static void startAsyncAndThrow(HttpServletRequest request) throws ServletException {
        request.startAsync().setTimeout(SOON_MILLIS);
        throw new ServletException("the host's own");
    }

    private void await(HttpServletRequest request, long timeout) {
        AsyncContext async = request.startAsync();
        async.setTimeout(timeout);
        heldMeanwhile.complete(BodyReader.heldByAll());
        waiting.complete(async);
    }
}
