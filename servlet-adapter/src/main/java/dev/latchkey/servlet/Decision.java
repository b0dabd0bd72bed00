package dev.latchkey.servlet;

import dev.latchkey.Authenticator;
import dev.latchkey.Open;
import dev.latchkey.Verdict;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What an authenticator decided about a request, kept in a request attribute until the request ends. Several
 * authenticators may guard one request; each finds its own decision only.
 *
 * @param authenticator who decided
 * @param ruling the decision
 * @param sent the request as it came, its credential still on it
 * @param exchange what is held for the request
 * @param next what another authenticator decided about the same request
 */
record Decision(
        Authenticator authenticator,
        Ruling ruling,
        HttpServletRequest sent,
        Exchange exchange,
        @Nullable Decision next) {
    private static final String ATTRIBUTE = "dev.latchkey.servlet.decision";

    /** The decision of this authenticator, or null if it has not been asked. */
    static @Nullable Decision find(HttpServletRequest request, Authenticator authenticator) {
        @Nullable Decision decision = latest(request);
        while (decision != null && decision.authenticator != authenticator) {
            decision = decision.next;
        }
        return decision;
    }

    /** Remembers the first decision of this authenticator about a request, in front of those of others. */
    static Decision first(HttpServletRequest request, Authenticator authenticator, Ruling ruling, Exchange exchange) {
        return kept(request, new Decision(authenticator, ruling, request, exchange, latest(request)));
    }

    /** Another ruling about the same request. */
    Decision with(Ruling other) {
        return new Decision(authenticator, other, sent, exchange, null);
    }

    /** Remembers this decision, in front of any earlier one. */
    Decision keep(HttpServletRequest request) {
        return kept(request, new Decision(authenticator, ruling, sent, exchange, latest(request)));
    }

    private static Decision kept(HttpServletRequest request, Decision decision) {
        request.setAttribute(ATTRIBUTE, decision);
        return decision;
    }

    private static @Nullable Decision latest(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Decision decision ? decision : null;
    }

    Verdict verdict() {
        return ruling.verdict();
    }

    /** Whether nothing more was decided than that the one target asked for is open to everybody. */
    boolean isAboutItsTargetOnly() {
        return verdict() instanceof Open open && open.reason() == Open.Why.ROUTE;
    }

    /** Hosts print request attributes; what the request holds is not for print. */
    @Override
    public String toString() {
        return "Decision[" + verdict() + "]";
    }
}
