package dev.latchkey.benchmarks.peers;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Predicate;

/** A servlet filter in front of a host that looks who called. */
final class FilterDoor implements Door {
    private final Filter filter;
    private final FilterChain host;
    private boolean knew;

    FilterDoor(Filter filter, Predicate<ServletRequest> knowsCaller) {
        this.filter = filter;
        this.host = (request, response) -> knew = knowsCaller.test(request);
    }

    @Override
    public boolean lets(HttpServletRequest request, HttpServletResponse response) throws Exception {
        knew = false;
        filter.doFilter(request, response, host);
        return knew;
    }
}
