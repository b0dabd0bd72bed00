package dev.latchkey;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The request carries a good key. Identity alone: made by an {@link Authenticator} only, once for each key and way in,
 * and shared between requests.
 */
public final class Granted implements Verdict.Passed {
    private final Principal principal;
    private final UpstreamHeaders upstream;
    private final List<Header> answerHeaders;
    private final @Nullable Permission permission;

    Granted(
            Principal principal,
            UpstreamHeaders upstream,
            List<Header> answerHeaders,
            @Nullable Permission permission) {
        this.principal = principal;
        this.upstream = upstream;
        this.answerHeaders = answerHeaders;
        this.permission = permission;
    }

    /** Whose key it is. */
    public Principal principal() {
        return principal;
    }

    @Override
    public UpstreamHeaders upstream() {
        return upstream;
    }

    @Override
    public List<Header> answerHeaders() {
        return answerHeaders;
    }

    /** What the key asks of the ledger; null for the master key, which is not counted. */
    @Nullable Permission permission() {
        return permission;
    }

    @Override
    public String toString() {
        return "Granted[" + principal.id() + "]";
    }
}
