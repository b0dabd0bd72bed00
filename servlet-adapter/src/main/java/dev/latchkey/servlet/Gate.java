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

    Gate(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean outermost = isOutermost(request);
        Decision decision = decide(request);
        if (decision.verdict() instanceof Denied denied) {
            Refusal refusal = authenticator.render(denied.denial(), new ServletRequestView(decision.sent(), request));
            RefusalWriter.write(refusal, request, PinnedResponse.pin(response, authenticator, List.of()));
        } else if (decision.verdict() instanceof Verdict.Passed passed) {
            boolean returned = false;
            try {
                goOn(decision.ruling(), passed, request, response, chain);
                returned = true;
            } finally {
                if (outermost) {
                    conclude(returned, request, response);
                }
            }
        }
    }

    /** A host that forwards or includes comes back to where it did so, and may settle there. */
    private boolean isOutermost(HttpServletRequest request) {
        DispatcherType type = request.getDispatcherType();
        return (type != DispatcherType.FORWARD && type != DispatcherType.INCLUDE)
                || Decision.find(request, authenticator) == null;
    }

    private void goOn(
            Ruling ruling,
            Verdict.Passed passed,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse pinned = PinnedResponse.pin(response, authenticator, ruling.answerHeaders(passed));
        chain.doFilter(shown(request, ruling, passed, pinned), pinned);
    }

    /** The money may have been held further in, by a forward from an open route. */
    private void conclude(boolean returned, HttpServletRequest request, HttpServletResponse response) {
        @Nullable Decision latest = Decision.find(request, authenticator);
        @Nullable HeldMoney held = latest == null ? null : latest.ruling().held();
        if (held != null && returned) {
            held.returned(request);
        } else if (held != null) {
            held.failed(response);
        }
    }

    /**
     * An identity holds for every dispatch of a request, and so do what was taken for it and a refusal. That one target
     * is open says nothing about the next, so that one is asked about again, with the headers as they came; an error
     * page is part of the answer to the target that failed.
     */
    private Decision decide(HttpServletRequest request) {
        @Nullable Decision earlier = Decision.find(request, authenticator);
        if (earlier == null) {
            return Decision.keep(request, authenticator, ask(request, request), request);
        }
        if (!earlier.isAboutItsTargetOnly() || request.getDispatcherType() == DispatcherType.ERROR) {
            return earlier;
        }
        Decision next = new Decision(authenticator, ask(earlier.sent(), request), earlier.sent(), null);
        // A refused forward or include leaves the request as open as it was: the host may still show its error page.
        return next.verdict() instanceof Denied || next.isAboutItsTargetOnly()
                ? next
                : Decision.keep(request, authenticator, next.ruling(), next.sent());
    }

    private Ruling ask(HttpServletRequest sent, HttpServletRequest dispatched) {
        return Ruling.ask(authenticator, new ServletRequestView(sent, dispatched));
    }

    private static HttpServletRequest shown(
            HttpServletRequest request, Ruling ruling, Verdict.Passed passed, HttpServletResponse response) {
        if (PassedRequest.shows(request, passed)) {
            return request;
        }
        if (passed instanceof Granted granted) {
            request.setAttribute(LatchkeyFilter.PRINCIPAL_ATTRIBUTE, granted.principal());
            request.setAttribute(LatchkeyFilter.GRANTED_ATTRIBUTE, granted);
            request.setAttribute(LatchkeyFilter.ADMITTED_ATTRIBUTE, ruling.admitted());
        }
        return new PassedRequest(request, passed, response);
    }
}
