package dev.latchkey.servlet;

import dev.latchkey.Authenticator;
import dev.latchkey.Denied;
import dev.latchkey.Granted;
import dev.latchkey.Refusal;
import dev.latchkey.Verdict;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One authenticator in front of a chain: asks it once for each request, and does what it says. Thread-safe. */
final class Gate {
    private final Authenticator authenticator;
    private final LedgerTrouble trouble = new LedgerTrouble();

    Gate(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        @Nullable Decision earlier = Decision.find(request, authenticator);
        if (earlier != null && isWithinAnother(request)) {
            follow(next(earlier, request), request, response, chain);
            return;
        }
        Exchange exchange = earlier == null ? new Exchange() : earlier.exchange();
        exchange.dispatchBegins();
        boolean returned = false;
        try {
            follow(earlier == null ? first(request, exchange) : next(earlier, request), request, response, chain);
            returned = true;
        } finally {
            if (returned) {
                exchange.dispatchReturned(request);
            } else {
                exchange.dispatchFailed(response);
            }
        }
    }

    /** A host that forwards or includes comes back to where it did so, and may settle there. */
    private static boolean isWithinAnother(HttpServletRequest request) {
        DispatcherType type = request.getDispatcherType();
        return type == DispatcherType.FORWARD || type == DispatcherType.INCLUDE;
    }

    private void follow(Decision decision, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (decision.verdict() instanceof Denied denied) {
            Refusal refusal = authenticator.render(denied.denial(), new ServletRequestView(decision.sent(), request));
            RefusalWriter.write(refusal, request, PinnedResponse.pin(response, authenticator, List.of()));
        } else if (decision.verdict() instanceof Verdict.Passed passed) {
            HttpServletResponse pinned = PinnedResponse.pin(
                    response, authenticator, decision.ruling().answerHeaders());
            chain.doFilter(shown(request, decision, passed, pinned), pinned);
        }
    }

    private Decision first(HttpServletRequest request, Exchange exchange) throws IOException {
        return Decision.first(request, authenticator, ask(request, request, exchange), exchange);
    }

    /**
     * An identity holds for every dispatch of a request, and so do what was taken for it and a refusal. That one target
     * is open says nothing about the next, so that one is asked about again, with the headers as they came; an error
     * page is part of the answer to the target that failed.
     */
    private Decision next(Decision earlier, HttpServletRequest request) throws IOException {
        if (!earlier.isAboutItsTargetOnly() || request.getDispatcherType() == DispatcherType.ERROR) {
            return earlier;
        }
        Decision next = earlier.with(ask(earlier.sent(), request, earlier.exchange()));
        // A refused forward or include leaves the request as open as it was: the host may still show its error page.
        return next.verdict() instanceof Denied || next.isAboutItsTargetOnly() ? next : next.keep(request);
    }

    private Ruling ask(HttpServletRequest sent, HttpServletRequest dispatched, Exchange exchange) throws IOException {
        return Ruling.ask(authenticator, new ServletRequestView(sent, dispatched), exchange, trouble);
    }

    private static HttpServletRequest shown(
            HttpServletRequest request, Decision decision, Verdict.Passed passed, HttpServletResponse response) {
        if (PassedRequest.shows(request, passed)) {
            return request;
        }
        if (passed instanceof Granted granted) {
            request.setAttribute(LatchkeyFilter.PRINCIPAL_ATTRIBUTE, granted.principal());
            request.setAttribute(LatchkeyFilter.GRANTED_ATTRIBUTE, granted);
            request.setAttribute(
                    LatchkeyFilter.ADMITTED_ATTRIBUTE, decision.ruling().admitted());
        }
        return new PassedRequest(request, passed, response, decision.exchange());
    }
}
