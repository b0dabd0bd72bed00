package dev.latchkey.servlet;

import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty 12. */
final class JettyContainer implements Container {

    @Override
    public Running start(String contextPath, Application application) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler(contextPath.isEmpty() ? "/" : contextPath);
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(401, "/error");
        errors.addErrorPage(409, "/error");
        context.setErrorHandler(errors);
        context.addServletContainerInitializer((classes, servletContext) -> application.onStartup(servletContext));
        server.setHandler(context);
        server.start();
        return new Running() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public void stop() throws Exception {
                server.stop();
            }
        };
    }
}
