package dev.latchkey;

import dev.latchkey.quota.LimitState;
import java.util.List;

/** The call may go on; its permits are taken and its estimate is held. Made by an {@link Authenticator} only. */
public final class Admitted implements Admission {
    static final Admitted FREELY = new Admitted(List.of(), List.of(), Reservation.NOTHING);

    private final List<LimitState> limits;
    private final List<Header> headers;
    private final Reservation reservation;

    Admitted(List<LimitState> limits, List<Header> headers, Reservation reservation) {
        this.limits = limits;
        this.headers = headers;
        this.reservation = reservation;
    }

    /** Where every rate limit that applied stands now; empty if none did. */
    public List<LimitState> limits() {
        return limits;
    }

    /** Headers that the profile puts on the host's answer to tell so. */
    public List<Header> headers() {
        return headers;
    }

    /** The money held for the call: settle it with what the call has cost, or release it. */
    public Reservation reservation() {
        return reservation;
    }

    @Override
    public String toString() {
        return "Admitted" + limits;
    }
}
