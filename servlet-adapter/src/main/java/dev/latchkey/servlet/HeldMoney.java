package dev.latchkey.servlet;

import dev.latchkey.Reservation;

/**
 * The money held for a call. It is the host's to settle or release until the exchange ends; what is still held then is
 * released where the host failed before it answered, and booked otherwise. Thread-safe.
 */
final class HeldMoney {
    private final Reservation reservation;
    private final String path;

    HeldMoney(Reservation reservation, String path) {
        this.reservation = reservation;
        this.path = path;
    }

    /** The exchange has ended. */
    void end() {
        reservation.settleForgotten(path);
    }

    /** The exchange has ended before anything was sent: no upstream was asked. */
    void release() {
        reservation.release();
    }
}
