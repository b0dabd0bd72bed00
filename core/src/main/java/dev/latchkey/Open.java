package dev.latchkey;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The request passes without an identity. Made by an {@link Authenticator} only. */
public final class Open implements Verdict.Passed {

    /** Why nobody asked for a key. */
    public enum Why {
        /** The route is open. */
        ROUTE,
        /** Authentication is switched {@linkplain Enforcement#OFF off}. */
        OFF,
        /** Authentication only {@linkplain Enforcement#OBSERVE observes}. */
        OBSERVED
    }

    private final Why reason;
    private final @Nullable Verdict observed;
    private final UpstreamHeaders upstream;
    private final List<Header> answerHeaders;

    Open(Why reason, @Nullable Verdict observed, UpstreamHeaders upstream, List<Header> answerHeaders) {
        this.reason = reason;
        this.observed = observed;
        this.upstream = upstream;
        this.answerHeaders = answerHeaders;
    }

    /** Why nobody asked for a key. */
    public Why reason() {
        return reason;
    }

    /** The verdict that {@link Enforcement#ON} would have given; present when {@link Why#OBSERVED}. */
    public Optional<Verdict> observed() {
        return Optional.ofNullable(observed);
    }

    @Override
    public UpstreamHeaders upstream() {
        return upstream;
    }

    @Override
    public List<Header> answerHeaders() {
        return answerHeaders;
    }

    @Override
    public String toString() {
        return observed == null ? "Open[" + reason + "]" : "Open[" + reason + ", " + Objects.toString(observed) + "]";
    }
}
