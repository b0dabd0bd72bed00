package dev.latchkey.examples.gateway;

import dev.latchkey.Admitted;
import dev.latchkey.Reservation;
import dev.latchkey.examples.upstream.Answer;
import dev.latchkey.quota.Money;
import java.util.Optional;

/** The end of a call's money: what it has cost is booked before its answer is sent, so that the next call knows. */
final class Settlement {
    private Settlement() {}

    /** Settles with the answer's cost, or frees what was held for an answer that costs nothing. */
    static void book(Optional<Admitted> admitted, Answer answer) {
        if (admitted.isEmpty()) {
            return;
        }
        Reservation reservation = admitted.get().reservation();
        if (answer.cost().equals(Money.ZERO)) {
            reservation.release();
        } else {
            reservation.settle(answer.cost());
        }
    }
}
