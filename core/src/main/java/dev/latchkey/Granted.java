package dev.latchkey;

import java.util.List;

/**
 * The request carries a good key. Identity alone: made by an {@link Authenticator} only, once for each key and way in,
 * and shared between requests.
 */
public final class Granted implements Verdict.Passed {
    private final Principal principal;
    private final UpstreamHeaders upstream;
    private final List<Header> answerHeaders;

    Granted(Principal principal, UpstreamHeaders upstream, List<Header> answerHeaders) {
        this.principal = principal;
        this.upstream = upstream;
        this.answerHeaders = answerHeaders;
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

    @Override
    public String toString() {
        return "Granted[" + principal.id() + "]";
    }
}
