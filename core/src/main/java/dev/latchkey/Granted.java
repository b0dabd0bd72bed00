package dev.latchkey;

import dev.latchkey.key.KeyTable;
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
    private final KeyTable.@Nullable Row row;
    private final CredentialReader reader;
    private final int consumed;

    Granted(
            Principal principal,
            UpstreamHeaders upstream,
            List<Header> answerHeaders,
            @Nullable Permission permission,
            KeyTable.@Nullable Row row,
            CredentialReader reader,
            int consumed) {
        this.principal = principal;
        this.upstream = upstream;
        this.answerHeaders = answerHeaders;
        this.permission = permission;
        this.row = row;
        this.reader = reader;
        this.consumed = consumed;
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

    /** Whether the credential was read by this reader, in these of its sources. */
    boolean cameBy(CredentialReader by, int in) {
        return reader == by && consumed == in;
    }

    /** What the key asks of the ledger; null for the master key, which is not counted. */
    @Nullable Permission permission() {
        return permission;
    }

    /** A request was let in by this; its secret's row tells whoever wants to know. */
    void use() {
        if (row != null) {
            row.use();
        }
    }

    @Override
    public String toString() {
        return "Granted[" + principal.id() + "]";
    }
}
