package dev.latchkey.servlet;

import dev.latchkey.Admission;
import dev.latchkey.Admitted;
import dev.latchkey.Authenticator;
import dev.latchkey.BodyNeed;
import dev.latchkey.Call;
import dev.latchkey.Denied;
import dev.latchkey.Granted;
import dev.latchkey.Header;
import dev.latchkey.Open;
import dev.latchkey.Reservation;
import dev.latchkey.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request, and whether they may.
 *
 * @param verdict who it is, or why they may not
 * @param admitted what the call was admitted with; null unless the verdict is granted
 * @param answerHeaders what the profile says on the host's answer: always, and about the limits of this call
 */
record Ruling(Verdict verdict, @Nullable Admitted admitted, List<Header> answerHeaders) {

    /**
     * Asks, takes what an admitted call needs, and leaves with the exchange what is held for it.
     *
     * @param trouble is told where the ledger fails when the exchange has ended
     * @throws IOException if the body matters, and the client's stream fails
     */
    static Ruling ask(Authenticator authenticator, ServletRequestView request, Exchange exchange, LedgerTrouble trouble)
            throws IOException {
        Verdict verdict = authenticator.authenticate(request);
        if (verdict instanceof Granted who) {
            Call call = call(authenticator, who, request, exchange, false);
            Admission admission = authenticator.authorize(who, request, call);
            return admission instanceof Admitted admitted
                    ? admitted(who, admitted, exchange, money(admitted, request, trouble))
                    : of((Denied) admission);
        }
        if (verdict instanceof Open open && open.observed().orElse(null) instanceof Granted who) {
            Call call = call(authenticator, who, request, exchange, true);
            observe(authenticator.authorize(who, request, call), request, trouble);
        }
        return of(verdict);
    }

    /** Observing may begin or end between the questions; a call that may pass unread says so, and never that it is empty. */
    private static Call call(
            Authenticator authenticator, Granted who, ServletRequestView request, Exchange exchange, boolean passes)
            throws IOException {
        BodyNeed need = authenticator.bodyNeed(who, request);
        return need.isNone() ? Call.none() : exchange.call(request.dispatched(), need, passes || need.isObserved());
    }

    private static @Nullable HeldMoney money(Admitted admitted, ServletRequestView request, LedgerTrouble trouble) {
        Reservation reservation = admitted.reservation();
        return reservation.holdsMoney() ? new HeldMoney(reservation, request.path(), trouble) : null;
    }

    private static Ruling admitted(Granted who, Admitted admitted, Exchange exchange, @Nullable HeldMoney money) {
        if (money != null) {
            exchange.hold(money);
        }
        return new Ruling(who, admitted, joined(who.answerHeaders(), admitted.headers()));
    }

    private static List<Header> joined(List<Header> always, List<Header> ofThisCall) {
        if (always.isEmpty() || ofThisCall.isEmpty()) {
            return always.isEmpty() ? ofThisCall : always;
        }
        List<Header> all = new ArrayList<>(always.size() + ofThisCall.size());
        all.addAll(always);
        all.addAll(ofThisCall);
        return all;
    }

    private static Ruling of(Verdict verdict) {
        return new Ruling(verdict, null, verdict instanceof Verdict.Passed passed ? passed.answerHeaders() : List.of());
    }

    /** Observing changes nothing, and is free even if it was ended between the two questions. */
    private static void observe(Admission admission, ServletRequestView request, LedgerTrouble trouble) {
        HeldMoney money = admission instanceof Admitted admitted ? money(admitted, request, trouble) : null;
        if (money != null) {
            money.release();
        }
    }
}
