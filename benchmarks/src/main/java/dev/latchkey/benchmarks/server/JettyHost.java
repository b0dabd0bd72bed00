package dev.latchkey.benchmarks.server;

import dev.latchkey.Authenticator;
import dev.latchkey.servlet.LatchkeyFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** Jetty with one servlet, and with or without the filter. */
final class JettyHost implements RunningServer {
    private static final int MAX_THREADS = 16;

    private final Server server = new Server(new QueuedThreadPool(MAX_THREADS));
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    /** {@code gate} null leaves the filter out. */
    JettyHost(@Nullable Authenticator gate) {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        if (gate != null) {
            context.addServletContainerInitializer(
                    (classes, servletContext) -> LatchkeyFilter.register(servletContext, gate));
        }
        context.addServlet(new ServletHolder(new Host()), "/*");
        server.setHandler(context);
        try {
            connector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LifeCycle.start(server);
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }

    private static final class Host extends HttpServlet {
        private static final long serialVersionUID = 1;
        private static final byte[] OK = "ok".getBytes(StandardCharsets.US_ASCII);

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentLength(OK.length);
            response.getOutputStream().write(OK);
        }
    }
}
