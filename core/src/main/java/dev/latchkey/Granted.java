package dev.latchkey;

import dev.latchkey.key.KeyRow;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The request carries a good key. Identity alone: made by an {@link Authenticator} only. Immutable and thread-safe. What it
 * tells of the key is looked up when it is asked for, and kept for the key's other requests.
 */
public final class Granted implements Verdict.Passed {
    private final Way way;
    private final @Nullable KeyRow row;
    private final boolean tellsUse;

    private Granted(Way way, @Nullable KeyRow row, boolean tellsUse) {
        this.way = way;
        this.row = row;
        this.tellsUse = tellsUse;
    }

    /**
     * To the key of this row. The row is not touched.
     *
     * @param tellsUse whether the row wants to be told of its use
     */
    static Granted toKey(Way way, KeyRow row, boolean tellsUse) {
        return new Granted(way, row, tellsUse);
    }

    /** To the master key. */
    static Granted toMaster(Way way) {
        return new Granted(way, null, false);
    }

    /**
     * Whose key it is; the same object for every request of the key while its table lives, if no other authenticator serves the
     * same table.
     */
    public Principal principal() {
        Caller caller = caller();
        return caller == null ? Principal.MASTER : caller.principal();
    }

    @Override
    public UpstreamHeaders upstream() {
        return way.identities.addsHeaders() ? way.upstream.adding(principal().headers()) : way.upstream;
    }

    @Override
    public List<Header> answerHeaders() {
        return way.identities.answerHeaders();
    }

    /** The key as its calls are decided about; null for the master key, which is not counted. */
    @Nullable Caller caller() {
        return row == null ? null : way.identities.callerOf(row);
    }

    /** A request was let in by this; its secret's row tells whoever wants to know. */
    void use() {
        if (tellsUse) {
            Objects.requireNonNull(row).use();
        }
    }

    @Override
    public String toString() {
        return "Granted[" + principal().id() + "]";
    }
}
