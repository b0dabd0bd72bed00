package dev.latchkey.netty;

import dev.latchkey.Authenticator;
import dev.latchkey.Denial;
import dev.latchkey.Denied;
import dev.latchkey.Reason;
import dev.latchkey.Refusal;
import dev.latchkey.Request;
import dev.latchkey.UpstreamHeaders;
import dev.latchkey.Verdict;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;

/**
 * The authenticator as the handler needs it: whatever goes wrong inside is a denial, so that no failure lets a request
 * pass or leaves it without an answer. Thread-safe.
 */
final class Gate {
    private final Authenticator authenticator;

    Gate(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    boolean needsOffload(Request request) {
        try {
            return authenticator.needsOffload(request);
        } catch (Throwable failure) {
            // The decision itself will most likely fail the same way, and that is told.
            return false;
        }
    }

    Verdict authenticate(Request request) {
        try {
            return authenticator.authenticate(request);
        } catch (Throwable failure) {
            Incidents.failed(failure);
            return denied(Reason.UNAVAILABLE);
        }
    }

    /** Rewrites the head for the host; false if that failed, and the request must not pass. */
    boolean rewrites(HttpRequest request, UpstreamHeaders upstream) {
        try {
            Heads.rewrite(request.headers(), upstream);
            return true;
        } catch (RuntimeException failure) {
            Incidents.failed(failure);
            return false;
        }
    }

    Refusal render(Denial denial, Request request) {
        try {
            return authenticator.render(denial, request);
        } catch (Throwable failure) {
            Incidents.failed(failure);
            return new Refusal(503, List.of(), new byte[0]);
        }
    }

    static Denied denied(Reason reason) {
        return new Denied(Denial.of(reason));
    }
}
