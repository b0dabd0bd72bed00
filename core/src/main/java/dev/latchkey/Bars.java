package dev.latchkey;

import dev.latchkey.access.AccessDecision;
import dev.latchkey.access.AccessQuery;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.access.ScopeRule;
import dev.latchkey.manage.User;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules about a call that need no counting, in the profile's order. */
final class Bars {
    private static final EnumSet<Check> ALL = EnumSet.of(
            Check.SCOPE,
            Check.ADDRESS,
            Check.BODY,
            Check.PROJECT,
            Check.USER,
            Check.MODEL,
            Check.ACCOUNT,
            Check.ACCESS,
            Check.MODE);

    /** Those that only ever refuse a key whose record says so. */
    private static final EnumSet<Check> OF_RECORDS = EnumSet.of(Check.ADDRESS, Check.MODEL, Check.ACCESS, Check.MODE);

    private final Check[] order;
    private final Check[] orderOfPlainKeys;
    private final Check[] orderBeforeBody;
    private final RouteTable routes;
    private final TrustedProxies proxies;
    private final ModelCatalog catalog;
    private final BodyNeeds bodies;
    private final Projects projects;
    private final UserRule userRule;
    private final Users users;
    private final ProjectModes modes;

    Bars(
            GatewayProfile profile,
            RouteTable routes,
            TrustedProxies proxies,
            ModelCatalog catalog,
            BodyNeeds bodies,
            Users users,
            ProjectModes modes) {
        this.order = profile.checks().stream().filter(ALL::contains).toArray(Check[]::new);
        this.orderOfPlainKeys = Arrays.stream(order)
                .filter(check -> !OF_RECORDS.contains(check))
                .toArray(Check[]::new);
        this.orderBeforeBody =
                Arrays.stream(order).takeWhile(check -> check != Check.BODY).toArray(Check[]::new);
        this.routes = routes;
        this.proxies = proxies;
        this.catalog = catalog;
        this.bodies = bodies;
        this.projects = new Projects(profile.projectHeader());
        this.userRule = profile.userRule();
        this.users = users;
        this.modes = modes;
    }

    /** The first rule that refuses, or null. */
    @Nullable Denied first(@Nullable Caller caller, Request request, Call call) {
        boolean plain = caller == null || caller.isPlain();
        return first(plain ? orderOfPlainKeys : order, caller, request, call);
    }

    /** The first of those rules that refuse before any body is read, or null. */
    @Nullable Denied beforeBody(@Nullable Caller caller, Request request) {
        return first(orderBeforeBody, caller, request, Call.none());
    }

    private @Nullable Denied first(Check[] checks, @Nullable Caller caller, Request request, Call call) {
        for (Check check : checks) {
            Denial denial = refusal(check, caller, request, call);
            if (denial != null) {
                return about(caller, denial);
            }
        }
        return null;
    }

    /** A denial that an operator can find the key of. */
    static Denied about(@Nullable Caller caller, Denial denial) {
        return new Denied(
                caller == null
                        ? denial
                        : new Denial(denial.reason(), denial.facts().withKeyId(caller.keyId())));
    }

    private @Nullable Denial refusal(Check check, @Nullable Caller caller, Request request, Call call) {
        return switch (check) {
            case SCOPE -> routes.requireScopes() ? missingScope(caller, request) : null;
            case ADDRESS -> isElsewhere(caller, request) ? Denial.of(Reason.ADDRESS_NOT_ALLOWED) : null;
            case BODY -> call.unreadable() != null ? call.unreadable() : bodies.lacking(caller, request, call);
            case PROJECT -> projects.isRight(request, call, spends(request)) ? null : Denial.of(Reason.INVALID_PROJECT);
            case USER -> userRule == UserRule.UNREAD ? null : wrongUser(caller, request, call);
            case MODEL -> caller == null ? null : otherModel(caller, call);
            case ACCOUNT -> wrongAccount(caller, call);
            case ACCESS -> caller == null ? null : brokenRule(caller, request, call);
            case MODE -> caller == null || !isSpending(request, call) ? null : unpaid(caller, call);
            default -> throw new IllegalStateException(check + " is no rule about a call");
        };
    }

    private @Nullable Denial missingScope(@Nullable Caller caller, Request request) {
        ScopeRule rule = routes.unmet(
                request,
                caller == null ? Principal.MASTER.scopes() : caller.key().scopes());
        return rule == null
                ? null
                : new Denial(Reason.MISSING_SCOPE, Facts.none().withRule("requires " + rule));
    }

    private boolean isElsewhere(@Nullable Caller caller, Request request) {
        if (caller == null || caller.permits().addresses().isEmpty()) {
            return false;
        }
        InetAddress client = proxies.clientAddress(request);
        return client == null || !caller.permits().addresses().get().contains(client);
    }

    private boolean spends(Request request) {
        return routes.bodyFormat(request) != null;
    }

    /** Whether the call costs something upstream: those do that bodies are read of, and those that name a model. */
    boolean isSpending(Request request, Call call) {
        return call.modelOrNull() != null || spends(request);
    }

    private @Nullable Denial wrongUser(@Nullable Caller caller, Request request, Call call) {
        if (caller == null) {
            BodyFormat format = call.user().isPresent() ? null : routes.bodyFormat(request);
            return format == null ? null : Denial.of(missingUser(format));
        }
        boolean another = call.user().isPresent() && !call.user().equals(caller.user());
        return another && userRule == UserRule.REFUSE_MISMATCH ? Denial.of(Reason.USER_MISMATCH) : null;
    }

    private static Reason missingUser(BodyFormat format) {
        return format == BodyFormat.MESSAGES ? Reason.METADATA_USER_REQUIRED : Reason.USER_REQUIRED;
    }

    /** Whether the key's list and its rules let it name the call's model, its address aside. */
    boolean permitsModel(@Nullable Caller caller, Call call) {
        return caller == null
                || (otherModel(caller, call) == null
                        && caller.modelRulesOn(call, catalog) instanceof AccessDecision.Permitted);
    }

    private @Nullable Denial otherModel(Caller caller, Call call) {
        String model = call.modelOrNull();
        return model == null || caller.permits().models().permits(model, catalog)
                ? null
                : about(
                        call,
                        Reason.MODEL_NOT_ALLOWED,
                        "allowed models " + caller.permits().models());
    }

    private @Nullable Denial wrongAccount(@Nullable Caller caller, Call call) {
        Optional<String> name = caller == null ? call.user() : caller.user();
        if (name.isEmpty() || (caller == null && userRule == UserRule.UNREAD)) {
            return null;
        }
        if (caller == null && users.isUnknown(name.get())) {
            return new Denial(Reason.UNKNOWN_USER, Facts.none().withUser(name.get()));
        }
        User kept = users.kept(name.get());
        return kept != null && kept.isBlocked()
                ? new Denial(Reason.BLOCKED_USER, Facts.none().withUser(name.get()))
                : null;
    }

    private @Nullable Denial brokenRule(Caller caller, Request request, Call call) {
        if (caller.permits().rules().permitsEverything()) {
            return null;
        }
        AccessQuery query = Caller.query(call).withAddress(proxies.clientAddress(request));
        if (!(caller.permits().rules().decide(query, catalog) instanceof AccessDecision.Denied denied)) {
            return null;
        }
        boolean noProvider = denied.cause() == AccessDecision.Cause.NO_PROVIDER_LEFT;
        return about(call, noProvider ? Reason.NO_PROVIDER_ALLOWED : Reason.ACCESS_DENIED, denied.toString());
    }

    private @Nullable Denial unpaid(Caller caller, Call call) {
        return modes.payment(caller, call) == ProjectModes.Payment.REFUSED ? modes.refusal(caller, call) : null;
    }

    private static Denial about(Call call, Reason reason, String rule) {
        Facts facts = Facts.none().withRule(rule);
        return new Denial(reason, call.model().map(facts::withModel).orElse(facts));
    }
}
