package dev.latchkey;

import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyRow;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who keys are under this profile, and what becomes of their requests' headers. What is made for a key hangs off its row,
 * and goes when its table goes.
 */
final class Identities {
    private final Optional<String> implicitUserPrefix;
    private final boolean addsHeaders;
    private final Set<String> gatewayOnly;
    private final List<Header> answerHeaders;
    private final KeyDemands demands;

    /**
     * @param gatewayOnly headers that never reach the host, in lower case
     * @param answerHeaders headers on the host's answers
     */
    Identities(
            Optional<String> implicitUserPrefix,
            boolean addsHeaders,
            Collection<String> gatewayOnly,
            List<Header> answerHeaders,
            KeyDemands demands) {
        this.implicitUserPrefix = implicitUserPrefix;
        this.addsHeaders = addsHeaders;
        this.gatewayOnly = Set.copyOf(gatewayOnly);
        this.answerHeaders = answerHeaders;
        this.demands = demands;
    }

    /** Whether the host is told by headers who came. */
    boolean addsHeaders() {
        return addsHeaders;
    }

    List<Header> answerHeaders() {
        return answerHeaders;
    }

    /** What becomes of the headers of a request whose credential stood in these sources of a reader. */
    UpstreamHeaders upstreamWithout(List<String> consumed) {
        Set<String> dropped = new HashSet<>(gatewayOnly);
        dropped.addAll(consumed);
        return new UpstreamHeaders(dropped, List.of());
    }

    KeyDemands demands() {
        return demands;
    }

    /** The same for all requests of the key, unless another authenticator that has the same table comes between. */
    Caller callerOf(KeyRow row) {
        Object attached = row.attachment();
        if (attached instanceof Caller known && known.isOf(this)) {
            return known;
        }
        Caller caller = callerOf(row.record());
        return row.attach(attached, caller) ? caller : callerOf(row);
    }

    /** As {@link #callerOf(KeyRow)}, of a key that may not be in service. */
    Caller callerOf(KeyRecord record) {
        return new Caller(this, record, userOf(record, implicitUserPrefix).orElse(null));
    }

    /** The same refusal as long as its reason is the same; it hangs off the row as well. */
    Denied denied(KeyRow row, Reason reason) {
        if (row.attachment() instanceof Denied known && known.reason() == reason) {
            return known;
        }
        Denied denied = new Denied(
                new Denial(reason, Facts.none().withKeyId(row.record().id())));
        row.attach(denied);
        return denied;
    }

    /** Whose key it is: the user that it names, or its implicit one under profiles that have such. */
    static Optional<String> userOf(KeyRecord record, Optional<String> implicitUserPrefix) {
        return record.user().or(() -> implicitUserPrefix.map(prefix -> prefix + record.id()));
    }
}
