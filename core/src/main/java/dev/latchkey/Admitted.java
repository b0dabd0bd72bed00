package dev.latchkey;

import dev.latchkey.quota.LimitState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The call may go on; its permits are taken and its estimate is held. Made by an {@link Authenticator} only. Immutable and
 * thread-safe.
 */
public final class Admitted implements Admission {
    static final Admitted FREELY = new Admitted(null, null, Call.none());

    private final @Nullable Authorizer by;
    private final dev.latchkey.quota.@Nullable Admitted outcome;
    private final Call call;

    Admitted(@Nullable Authorizer by, dev.latchkey.quota.@Nullable Admitted outcome, Call call) {
        this.by = by;
        this.outcome = outcome;
        this.call = call;
    }

    /** A call of which nothing is counted. */
    static Admitted freely(Call call) {
        return call == Call.none() ? FREELY : new Admitted(null, null, call);
    }

    /**
     * Where every rate limit that applied stands, with this call counted; empty if none did. Made anew at every question,
     * and with the ledger in memory looked up then, so that what other calls took in the meantime is counted too.
     */
    public List<LimitState> limits() {
        return outcome == null ? List.of() : outcome.limits();
    }

    /** Headers that the profile puts on the host's answer to tell so. Made anew at every question, so ask it once. */
    public List<Header> headers() {
        return by == null || !by.tellsOfLimits() ? List.of() : by.headersFor(limits());
    }

    /** The money held for the call: settle it with what the call has cost, or release it. */
    public Reservation reservation() {
        return by == null || outcome == null ? Reservation.NOTHING : by.reservationOf(outcome);
    }

    /** The call as it was decided about: as the host named it, or as its body was read. */
    public Call call() {
        return call;
    }

    @Override
    public String toString() {
        return "Admitted" + limits();
    }
}
