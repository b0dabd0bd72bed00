package dev.latchkey.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.concurrent.atomic.AtomicReference;

/** A host's own filter in front of ours, for REQUEST only. */
final class EarlyFilter implements Filter {

    enum Act {
        SEND_CONFLICT,
        THROW_AT_HEADERS,
        THROW_AT_TARGET,
        ADD_CORS_HEADER,
        BEGIN_THE_ANSWER,
        TAKE_THE_READER
    }

    /** What came out of the chain. */
    final AtomicReference<Throwable> thrown = new AtomicReference<>();

    private final Act act;

    EarlyFilter(Act act) {
        this.act = act;
    }

    void addTo(ServletContext context) {
        FilterRegistration.Dynamic registration = context.addFilter("early", this);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(java.util.EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        switch (act) {
            case SEND_CONFLICT -> answer.sendError(409);
            case THROW_AT_HEADERS -> chain.doFilter(new ThrowingHeaders(http), response);
            case THROW_AT_TARGET -> chain.doFilter(new ThrowingTarget(http), response);
            case ADD_CORS_HEADER -> addCorsHeader(http, answer, chain);
            case BEGIN_THE_ANSWER -> beginTheAnswer(http, answer, chain);
            case TAKE_THE_READER -> takeTheReader(http, answer, chain);
        }
    }

    private void addCorsHeader(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Access-Control-Allow-Origin", "*");
        try {
            chain.doFilter(request, response);
        } catch (ServletException e) {
            thrown.set(e);
            throw e;
        }
    }

    private void beginTheAnswer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        response.flushBuffer();
        try {
            chain.doFilter(request, response);
        } catch (ServletException e) {
            thrown.set(e);
        }
    }

    private static void takeTheReader(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.getReader().mark(1);
        chain.doFilter(request, response);
    }

    private static final class ThrowingHeaders extends HttpServletRequestWrapper {
        ThrowingHeaders(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            throw new IllegalStateException("headers of " + super.getHeader(name));
        }
    }

    private static final class ThrowingTarget extends HttpServletRequestWrapper {
        ThrowingTarget(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getRequestURI() {
            throw new IllegalStateException("no target");
        }
    }
}
