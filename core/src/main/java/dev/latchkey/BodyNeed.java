package dev.latchkey;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What of a request's body {@link Authenticator#authorize} will ask for: {@linkplain #isNone() nothing}, and the body
 * streams through untouched, or some members of its JSON, and the body is held and read to its end before it goes on.
 * Immutable and thread-safe.
 */
public final class BodyNeed {
    private static final BodyNeed NONE =
            new BodyNeed(EnumSet.noneOf(BodyMember.class), BodyFormat.CHAT_COMPLETIONS, new BodyLimits(1, 1), false);

    private final Set<BodyMember> members;
    private final BodyFormat format;
    private final BodyLimits limits;
    private final boolean observed;

    BodyNeed(EnumSet<BodyMember> members, BodyFormat format, BodyLimits limits, boolean observed) {
        this.members = Collections.unmodifiableSet(members);
        this.format = format;
        this.limits = limits;
        this.observed = observed;
    }

    static BodyNeed none() {
        return NONE;
    }

    /** Whether the body does not matter to the decision, so that it may stream through. */
    public boolean isNone() {
        return members.isEmpty();
    }

    /** What is needed of the body. */
    public Set<BodyMember> members() {
        return members;
    }

    /** Where these members stand. */
    public BodyFormat format() {
        return format;
    }

    /** How much may be held. */
    public BodyLimits limits() {
        return limits;
    }

    /**
     * Whether the request will pass whatever is found, because enforcement only {@linkplain Enforcement#OBSERVE observes}:
     * a body that cannot be held then goes on unread.
     */
    public boolean isObserved() {
        return observed;
    }

    @Override
    public String toString() {
        return "BodyNeed" + members;
    }
}
