package dev.latchkey.manage.http;

import dev.latchkey.Request;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One request, by whoever holds the master key. */
final class ManagementCall {
    private static final int LONGEST_REQUEST_ID = 255;

    private final Request request;
    private final String actor;
    private final List<String> ids;
    private final byte[] body;

    /**
     * A call.
     *
     * @param ids what stands in the path, in order
     * @param body as it was sent, within the bound
     */
    ManagementCall(Request request, String actor, List<String> ids, byte[] body) {
        this.request = request;
        this.actor = actor;
        this.ids = ids;
        this.body = body;
    }

    /** Who asks, for the record. */
    String actor() {
        return actor;
    }

    /** What stands in the path. */
    String id() {
        return ids.get(0);
    }

    /** What stands in the path behind that. */
    String secondId() {
        return ids.get(1);
    }

    /** The body, which has to be there. */
    SubmittedBody body() {
        if (body.length == 0) {
            throw Refused.because(Fault.body(Fault.Kind.MISSING, "", "Field required"));
        }
        return SubmittedBody.parse(body);
    }

    /** The body, where nothing means the same as an object without members. */
    SubmittedBody bodyIfAny() {
        return body.length == 0 ? SubmittedBody.none() : SubmittedBody.parse(body);
    }

    /**
     * The members of a body that says what to change, of which there are some.
     *
     * @throws Refused if one of them is not among these, or there is none
     */
    SubmittedMembers changes(Set<String> changeable) {
        SubmittedMembers changes = bodyIfAny().only(changeable);
        if (changes.isEmpty()) {
            throw Refused.of(400, "no_changes", "No changes provided");
        }
        return changes;
    }

    SubmittedQuery query() {
        return SubmittedQuery.of(request.target());
    }

    /** The version that the entity must have, if the request says so; this one where the request names several. */
    OptionalLong ifVersion(long current) {
        return EntityTag.demanded(request.headers("If-Match"), current);
    }

    boolean isConditional() {
        return !request.headers("If-Match").isEmpty();
    }

    /** The name that the caller gave to this request, so that a repetition of it does nothing new. */
    Optional<String> requestId() {
        List<String> values = request.headers("Idempotency-Key");
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String id = values.get(0);
        boolean wellFormed = values.size() == 1
                && !id.isEmpty()
                && id.length() <= LONGEST_REQUEST_ID
                && id.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!wellFormed) {
            throw Refused.because(new Fault(
                    Fault.Kind.INVALID,
                    "header",
                    "Idempotency-Key",
                    "expected one value of 1 to " + LONGEST_REQUEST_ID + " visible characters"));
        }
        return Optional.of(id);
    }
}
