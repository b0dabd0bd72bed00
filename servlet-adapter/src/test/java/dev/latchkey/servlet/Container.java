package dev.latchkey.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;

/** A servlet container of the tests: real, on a free port, with {@code /error} as its page for 401 and 409. */
interface Container {

    /** Starts an application below this context path. */
    Running start(String contextPath, Application application) throws Exception;

    /** What a host does when its context starts. */
    @FunctionalInterface
    interface Application {
        void onStartup(ServletContext context) throws ServletException;
    }

    /** A started container. */
    interface Running {
        int port();

        void stop() throws Exception;
    }
}
