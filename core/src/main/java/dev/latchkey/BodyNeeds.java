package dev.latchkey;

import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** What of bodies the rules have to know: those of the profile, and those of a key. */
final class BodyNeeds {
    private static final EnumSet<BodyMember> OF_AN_ESTIMATE =
            EnumSet.of(BodyMember.MODEL, BodyMember.MAX_TOKENS, BodyMember.STREAM, BodyMember.TEXT);

    private final RouteTable routes;
    private final BodyLimits limits;
    private final UserRule userRule;
    private final GatewayProfile profile;
    private final boolean estimates;
    private final Users users;

    BodyNeeds(GatewayProfile profile, RouteTable routes, BodyLimits limits, boolean estimates, Users users) {
        this.profile = profile;
        this.routes = routes;
        this.limits = limits;
        this.userRule = profile.userRule();
        this.estimates = estimates;
        this.users = users;
    }

    /** What is needed of this request's body, if it can be had at all. */
    BodyNeed of(@Nullable Caller caller, Request request, boolean observed) {
        BodyFormat format = routes.bodyFormat(request);
        if (format == null || JsonContent.of(request) != JsonContent.READABLE) {
            return BodyNeed.none();
        }
        EnumSet<BodyMember> members = members(caller, request);
        return members.isEmpty() ? BodyNeed.none() : new BodyNeed(members, format, limits, observed);
    }

    /** What the rules have to know of this call and cannot, or null. */
    @Nullable Denial lacking(@Nullable Caller caller, Request request, Call call) {
        if (routes.bodyFormat(request) == null) {
            return null;
        }
        if (JsonContent.of(request) == JsonContent.UNREADABLE
                && !members(caller, request).isEmpty()) {
            return Denial.of(Reason.BODY_MALFORMED);
        }
        boolean required = caller != null && caller.needsModel();
        return required && call.modelOrNull() == null ? Denial.of(Reason.MODEL_REQUIRED) : null;
    }

    private EnumSet<BodyMember> members(@Nullable Caller caller, Request request) {
        EnumSet<BodyMember> members = EnumSet.noneOf(BodyMember.class);
        boolean speaksForAnybody = caller == null && userRule != UserRule.UNREAD;
        if (speaksForAnybody || (caller != null && userRule == UserRule.REFUSE_MISMATCH)) {
            members.add(BodyMember.USER);
        }
        if (profile.projectHeader().isPresent()
                && request.headers(profile.projectHeader().get()).isEmpty()) {
            members.add(BodyMember.PROJECT);
        }
        if (caller != null && caller.needsModel()) {
            members.add(BodyMember.MODEL);
        }
        if (mayBePaid(caller, speaksForAnybody)) {
            members.addAll(estimates ? OF_AN_ESTIMATE : EnumSet.noneOf(BodyMember.class));
            members.addAll(
                    profile.budgetsSpareWhatIsFree() ? EnumSet.of(BodyMember.MODEL) : EnumSet.noneOf(BodyMember.class));
        }
        return members;
    }

    /** Whether some budget will be asked. */
    private boolean mayBePaid(@Nullable Caller caller, boolean speaksForAnybody) {
        return caller == null
                ? speaksForAnybody && users.areKept()
                : caller.hasBudgets() || caller.keptBy(users) != null;
    }
}
