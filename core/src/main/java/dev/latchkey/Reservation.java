package dev.latchkey;

import dev.latchkey.quota.Hold;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.QuotaLedger;
import org.jspecify.annotations.Nullable;

/**
 * Money held for one call. Whoever has asked the upstream settles it with the true cost; who has not, releases it; the
 * first of the two counts. A hold that nobody settles frees itself after 15 minutes. Thread-safe.
 */
public final class Reservation {
    static final Reservation NOTHING = new Reservation(null, null, null);

    private final @Nullable QuotaLedger ledger;
    private final @Nullable Hold hold;
    private final @Nullable ForgottenSettles forgotten;

    private Reservation(@Nullable QuotaLedger ledger, @Nullable Hold hold, @Nullable ForgottenSettles forgotten) {
        this.ledger = ledger;
        this.hold = hold;
        this.forgotten = forgotten;
    }

    static Reservation of(QuotaLedger ledger, Hold hold, ForgottenSettles forgotten) {
        return new Reservation(ledger, hold, forgotten);
    }

    /** Whether any money is held: no budget applies to the call otherwise, and settling it does nothing. */
    public boolean holdsMoney() {
        return hold != null;
    }

    /** What is held. */
    public Money estimate() {
        return hold == null ? Money.ZERO : hold.estimate();
    }

    /**
     * Books what the call has cost, in full, also after the hold has expired.
     *
     * @return false, without any effect, if it was settled or released before, or nothing is held
     */
    public boolean settle(Money cost) {
        return ledger != null && hold != null && ledger.settle(hold, cost);
    }

    /**
     * Books the estimate, because the exchange has ended and the host has neither settled nor released, and says so in
     * the log, once for each path. For adapters.
     *
     * @param path the request's path, as it was sent
     * @return false, without any effect, if it was settled or released before, or nothing is held
     */
    public boolean settleForgotten(String path) {
        boolean booked = settle(estimate());
        if (booked && forgotten != null) {
            forgotten.report(path);
        }
        return booked;
    }

    /**
     * Frees the hold: the call has cost nothing.
     *
     * @return false, without any effect, if it was settled or released before, or nothing is held
     */
    public boolean release() {
        return ledger != null && hold != null && ledger.release(hold);
    }

    /**
     * Lets the hold last 15 minutes from now.
     *
     * @return false, without any effect, if it has expired or was settled or released before, or nothing is held
     */
    public boolean extend() {
        return ledger != null && hold != null && ledger.extend(hold);
    }

    @Override
    public String toString() {
        return "Reservation[" + estimate() + "]";
    }
}
