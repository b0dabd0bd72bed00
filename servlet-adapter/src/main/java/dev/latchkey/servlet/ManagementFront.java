package dev.latchkey.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Hands what is for management to its servlet, past the filters behind. Nothing that management owns goes on from here, so
 * that no path can be management's for the gate and the host's for the container.
 */
final class ManagementFront implements Filter {
    private final ManagementServlet servlet;

    ManagementFront(ManagementServlet servlet) {
        this.servlet = servlet;
    }

    @Override
    public void init(FilterConfig config) {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && servlet.owns(http)) {
            servlet.service(http, answer);
        } else {
            chain.doFilter(request, response);
        }
    }

    @Override
    public void destroy() {}
}
