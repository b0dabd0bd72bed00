package dev.latchkey.servlet;

import dev.latchkey.Reservation;

/**
 * The money held for a call. It is the host's to settle or release until the exchange ends; what is still held then is
 * released where the host failed before it answered, and booked otherwise. A ledger that fails changes no answer: the
 * operator is told, and the hold frees itself. Thread-safe.
 */
final class HeldMoney {
    private final Reservation reservation;
    private final String path;
    private final LedgerTrouble trouble;
    private volatile boolean isReleased;

    HeldMoney(Reservation reservation, String path, LedgerTrouble trouble) {
        this.reservation = reservation;
        this.path = path;
        this.trouble = trouble;
    }

    /** The exchange has ended. */
    void end() {
        if (!isReleased) {
            tell(() -> reservation.settleForgotten(path));
        }
    }

    /** The exchange has ended before anything was sent: no upstream was asked. */
    void release() {
        isReleased = true;
        tell(reservation::release);
    }

    private void tell(Runnable ledger) {
        try {
            ledger.run();
        } catch (Throwable failure) {
            trouble.tell(failure);
        }
    }
}
