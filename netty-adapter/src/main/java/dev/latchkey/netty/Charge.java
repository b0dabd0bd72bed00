package dev.latchkey.netty;

import dev.latchkey.Admitted;
import dev.latchkey.Request;
import dev.latchkey.Reservation;
import org.jspecify.annotations.Nullable;

/** The money that is held for one exchange, and what becomes of it when the host does nothing about it. Thread-safe. */
final class Charge {
    private final Reservation reservation;
    private final String path;

    private Charge(Reservation reservation, String path) {
        this.reservation = reservation;
        this.path = path;
    }

    /** The charge of a call to this request's path; null if no money is held for it. */
    static @Nullable Charge of(@Nullable Admitted admitted, Request request) {
        return admitted != null && admitted.reservation().holdsMoney()
                ? new Charge(admitted.reservation(), request.path())
                : null;
    }

    /** The host has answered: unless it has settled or released, the estimate is booked, and the operator told. */
    void book() {
        reservation.settleForgotten(path);
    }

    /** The host has not answered: unless it has settled, the call has cost nothing. */
    void release() {
        reservation.release();
    }
}
