package dev.latchkey.servlet;

import dev.latchkey.Admission;
import dev.latchkey.Admitted;
import dev.latchkey.Authenticator;
import dev.latchkey.Call;
import dev.latchkey.Granted;
import dev.latchkey.Header;
import dev.latchkey.Open;
import dev.latchkey.Reservation;
import dev.latchkey.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request, and whether they may.
 *
 * @param verdict who it is, or why they may not
 * @param admitted what the call was admitted with; null unless the verdict is granted
 * @param held the money held for the call; null where none is
 */
record Ruling(
        Verdict verdict,
        @Nullable Admitted admitted,
        @Nullable HeldMoney held) {

    /** Asks, and takes what an admitted call needs. */
    static Ruling ask(Authenticator authenticator, ServletRequestView request) {
        Verdict verdict = authenticator.authenticate(request);
        if (verdict instanceof Granted who) {
            return authenticator
                    .authorize(who, request, Call.none())
                    .fold(admitted -> admitted(who, admitted, request), denied -> new Ruling(denied, null, null));
        }
        if (verdict instanceof Open open && open.observed().orElse(null) instanceof Granted who) {
            observe(authenticator.authorize(who, request, Call.none()));
        }
        return new Ruling(verdict, null, null);
    }

    private static Ruling admitted(Granted who, Admitted admitted, ServletRequestView request) {
        Reservation reservation = admitted.reservation();
        return new Ruling(who, admitted, reservation.holdsMoney() ? new HeldMoney(reservation, request.path()) : null);
    }

    /** Observing changes nothing, and is free even if it was ended between the two questions. */
    private static void observe(Admission admission) {
        if (admission instanceof Admitted admitted) {
            admitted.reservation().release();
        }
    }

    /** What the profile says on the host's answer: always, and about the limits of this call. */
    List<Header> answerHeaders(Verdict.Passed passed) {
        if (admitted == null || admitted.headers().isEmpty()) {
            return passed.answerHeaders();
        }
        List<Header> headers = new ArrayList<>(passed.answerHeaders());
        headers.addAll(admitted.headers());
        return headers;
    }
}
