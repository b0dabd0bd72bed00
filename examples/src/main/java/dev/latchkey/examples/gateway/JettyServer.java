package dev.latchkey.examples.gateway;

import dev.latchkey.Authenticator;
import dev.latchkey.examples.upstream.StandInUpstream;
import dev.latchkey.manage.http.ManagementApi;
import dev.latchkey.servlet.LatchkeyFilter;
import dev.latchkey.servlet.ManagementServlet;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty: the servlet adapter in front of the stand-in upstream. */
final class JettyServer implements GatewayServer {
    private static final Logger log = LoggerFactory.getLogger(JettyServer.class);
    private static final int MAX_THREADS = 32;
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Server server;
    private final ServerConnector connector;
    private final GracefulHandler requests;

    private JettyServer(Server server, ServerConnector connector, GracefulHandler requests) {
        this.server = server;
        this.connector = connector;
        this.requests = requests;
    }

    static GatewayServer start(
            int port, Authenticator authenticator, ManagementApi management, StandInUpstream upstream)
            throws IOException {
        Server server = new Server(new QueuedThreadPool(MAX_THREADS));
        GracefulHandler requests = new GracefulHandler(routes(authenticator, management, upstream));
        server.setHandler(requests);
        ServerConnector connector = connector(server, port);
        server.addConnector(connector);
        // Opened apart from the start, so that a taken port is told from every other failure.
        connector.open();
        LifeCycle.start(server);
        return new JettyServer(server, connector, requests);
    }

    private static ServerConnector connector(Server server, int port) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        return connector;
    }

    private static ServletContextHandler routes(
            Authenticator authenticator, ManagementApi management, StandInUpstream upstream) {
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServletContainerInitializer((classes, servletContext) -> {
            ManagementServlet.register(servletContext, management);
            LatchkeyFilter.register(servletContext, authenticator);
        });
        ServletHolder servlet = new ServletHolder(new UpstreamServlet(upstream));
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        return context;
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    /** A server that is stopped at once cuts every connection off, so what is in flight is waited for before. */
    @Override
    public void close() {
        connector.close();
        try {
            requests.shutdown().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.warn("requests were still in flight after {} and are cut off", GRACE);
        }
        LifeCycle.stop(server);
    }
}
