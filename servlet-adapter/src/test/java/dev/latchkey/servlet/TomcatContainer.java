package dev.latchkey.servlet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/** Tomcat: 10.1, or 9 where the classes run renamed. */
final class TomcatContainer implements Container {
    private static final Logger QUIET = Logger.getLogger("org.apache");

    static {
        QUIET.setLevel(Level.SEVERE);
    }

    @Override
    public Running start(String contextPath, Application application) throws Exception {
        Tomcat tomcat = onFreePort();
        Context context = tomcat.addContext(contextPath, null);
        context.addErrorPage(errorPage(401));
        context.addErrorPage(errorPage(409));
        context.addServletContainerInitializer(
                (classes, servletContext) -> application.onStartup(servletContext), null);
        return started(tomcat);
    }

    static Tomcat onFreePort() throws Exception {
        Tomcat tomcat = new Tomcat();
        Path base = Files.createTempDirectory(Path.of("target"), "tomcat");
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        return tomcat;
    }

    static Running started(Tomcat tomcat) throws Exception {
        tomcat.start();
        return new Running() {
            @Override
            public int port() {
                return tomcat.getConnector().getLocalPort();
            }

            @Override
            public void stop() throws Exception {
                tomcat.stop();
                tomcat.destroy();
            }
        };
    }

    private static ErrorPage errorPage(int status) {
        ErrorPage page = new ErrorPage();
        page.setErrorCode(status);
        page.setLocation("/error");
        return page;
    }
}
