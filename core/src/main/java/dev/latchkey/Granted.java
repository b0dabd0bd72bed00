package dev.latchkey;

import dev.latchkey.key.KeyTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The request carries a good key. Identity alone: made by an {@link Authenticator} only, once for each key and way in,
 * and shared between requests.
 */
public final class Granted implements Verdict.Passed {
    private final Identities maker;
    private final Principal principal;
    private final UpstreamHeaders upstream;
    private final List<Header> answerHeaders;
    private final @Nullable Permission permission;
    private final KeyTable.@Nullable Row row;
    private final CredentialReader reader;
    private final int consumed;
    private final @Nullable Granted otherWay;

    /**
     * @param otherWay the verdict on the same key where it came in by another way, if it ever did
     */
    Granted(
            Identities maker,
            Principal principal,
            UpstreamHeaders upstream,
            List<Header> answerHeaders,
            @Nullable Permission permission,
            KeyTable.@Nullable Row row,
            CredentialReader reader,
            int consumed,
            @Nullable Granted otherWay) {
        this.maker = maker;
        this.principal = principal;
        this.upstream = upstream;
        this.answerHeaders = answerHeaders;
        this.permission = permission;
        this.row = row;
        this.reader = reader;
        this.consumed = consumed;
        this.otherWay = otherWay;
    }

    /** That one of these for which the credential was read by this reader, in these of its sources; null if none was. */
    static @Nullable Granted among(@Nullable Granted latest, CredentialReader reader, int consumed) {
        Granted granted = latest;
        while (granted != null && (granted.reader != reader || granted.consumed != consumed)) {
            granted = granted.otherWay;
        }
        return granted;
    }

    boolean isOf(Identities identities) {
        return maker == identities;
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
