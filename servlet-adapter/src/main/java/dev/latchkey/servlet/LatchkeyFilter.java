package dev.latchkey.servlet;

import dev.latchkey.Authenticator;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** Skeleton. */
public final class LatchkeyFilter implements Filter {
    private final Authenticator authenticator;

    public LatchkeyFilter(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        throw new ServletException(authenticator.profile().name());
    }
}
