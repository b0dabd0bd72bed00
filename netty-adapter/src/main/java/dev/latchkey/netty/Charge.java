package dev.latchkey.netty;

import dev.latchkey.Admitted;
import dev.latchkey.Request;
import dev.latchkey.Reservation;
import org.jspecify.annotations.Nullable;

/** The money that is held for one exchange, and what becomes of it when the host does nothing about it. */
final class Charge {
    private final Reservation reservation;
    private final String path;
    private final Errands errands;

    private Charge(Reservation reservation, String path, Errands errands) {
        this.reservation = reservation;
        this.path = path;
        this.errands = errands;
    }

    /** The charge of a call to this request's path; null if no money is held for it. */
    static @Nullable Charge of(@Nullable Admitted admitted, Request request, Errands errands) {
        if (admitted == null) {
            return null;
        }
        Reservation reservation = admitted.reservation();
        return reservation.holdsMoney() ? new Charge(reservation, request.path(), errands) : null;
    }

    /** The exchange has ended: unless the host has settled or released, the estimate is booked, and the operator told. */
    void book() {
        errands.tell(() -> reservation.settleForgotten(path));
    }
}
