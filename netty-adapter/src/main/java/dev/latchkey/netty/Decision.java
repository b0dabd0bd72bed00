package dev.latchkey.netty;

import dev.latchkey.Admission;
import dev.latchkey.Admitted;
import dev.latchkey.Authenticator;
import dev.latchkey.Call;
import dev.latchkey.Denial;
import dev.latchkey.Denied;
import dev.latchkey.Granted;
import dev.latchkey.Header;
import dev.latchkey.Open;
import dev.latchkey.Reason;
import dev.latchkey.Request;
import dev.latchkey.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a request: who sent it, and whether they may.
 *
 * @param verdict denied too when the sender is known and may not
 * @param admitted present when, and only when, the verdict is {@link Granted}
 */
record Decision(Verdict verdict, @Nullable Admitted admitted) {

    /** Whom to ask about whether they may: who passes, or would if it were enforced. Null if there is no question. */
    static @Nullable Granted toAuthorize(Verdict verdict) {
        Verdict judged = verdict instanceof Open open ? open.observed().orElse(open) : verdict;
        return judged instanceof Granted granted ? granted : null;
    }

    /** Asks what comes after the verdict; to be asked once for each request, because the answer counts. */
    static Decision on(Verdict verdict, Request request, Call call, Authenticator authenticator) {
        Granted who = toAuthorize(verdict);
        if (who == null) {
            return new Decision(verdict, null);
        }
        Admission admission = authenticator.authorize(who, request, call);
        if (verdict instanceof Open) {
            observe(admission);
            return new Decision(verdict, null);
        }
        return admission instanceof Admitted admitted
                ? new Decision(who, admitted)
                : new Decision((Denied) admission, null);
    }

    /** Where there is nobody who could answer what comes after the verdict: refused, unless it only observes. */
    static Decision unasked(Verdict verdict) {
        return new Decision(verdict instanceof Open ? verdict : new Denied(Denial.of(Reason.UNAVAILABLE)), null);
    }

    /** What the profile puts on the host's answer to a request that passed. */
    List<Header> answerHeaders(Verdict.Passed passed) {
        List<Header> limits = admitted == null ? List.of() : admitted.headers();
        if (limits.isEmpty()) {
            return passed.answerHeaders();
        }
        return joined(passed.answerHeaders(), limits);
    }

    private static List<Header> joined(List<Header> always, List<Header> ofThisCall) {
        if (always.isEmpty()) {
            return ofThisCall;
        }
        List<Header> all = new ArrayList<>(always.size() + ofThisCall.size());
        all.addAll(always);
        all.addAll(ofThisCall);
        return all;
    }

    /** The request does not reach the host after all, so it has cost nothing. */
    void undo() {
        release(admitted);
    }

    /**
     * Enforcement may have been switched on between the two questions; the request was let pass for nothing, also where
     * the ledger fails to hear of that.
     */
    private static void observe(Admission admission) {
        try {
            release(admission instanceof Admitted admitted ? admitted : null);
        } catch (Throwable failure) {
            Incident.OBSERVED_MONEY.tell(failure);
        }
    }

    private static void release(@Nullable Admitted admitted) {
        if (admitted != null) {
            admitted.reservation().release();
        }
    }
}
