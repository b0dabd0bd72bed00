package dev.latchkey.access;

import dev.latchkey.access.AccessDecision.Cause;
import dev.latchkey.access.AccessDecision.Denied;
import dev.latchkey.access.AccessDecision.Permitted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The access rules of a key, as the llm-gateway decides them.
 *
 * <p>Without rules everything is permitted. Otherwise the model must be one that the catalogue knows. Allow rules of one kind
 * add up, the kinds must all agree, and deny rules are applied last and win. A rule that is inactive or has no value does
 * nothing. Names are exact. Provider rules leave the providers that they do not exclude, and the call is refused when none
 * is left. An allowed pricing must hold at every provider of the model, or at the one that the call asks for. Immutable and
 * thread-safe.
 */
public final class AccessRules {
    private static final AccessRules NONE = new AccessRules(List.of());

    private final List<AccessRule> rules;
    /** In the order of the kinds, which is the order of application; only those in which a rule has an effect. */
    private final List<RuleGroup> groups;

    private AccessRules(List<AccessRule> rules) {
        this.rules = rules;
        this.groups = Arrays.stream(AccessRuleKind.values())
                .map(kind -> new RuleGroup(kind, effective(kind, rules)))
                .filter(group -> !group.rules().isEmpty())
                .toList();
    }

    private static List<RuleGroup.Numbered> effective(AccessRuleKind kind, List<AccessRule> rules) {
        return IntStream.range(0, rules.size())
                .filter(i -> rules.get(i).kind() == kind && rules.get(i).isEffective())
                .mapToObj(
                        i -> new RuleGroup.Numbered(i + 1, rules.get(i).value().orElseThrow()))
                .toList();
    }

    /** No rules: everything is permitted. */
    public static AccessRules none() {
        return NONE;
    }

    /**
     * These rules. Their order decides nothing but their positions in a denial. One without an id gets one that follows
     * from what it says, and is the same whenever that is read.
     *
     * @throws IllegalArgumentException naming the position, if a rule has the id of another one
     */
    public static AccessRules of(Collection<AccessRule> rules) {
        return rules.isEmpty() ? NONE : new AccessRules(RuleIds.given(rules));
    }

    /** Whether no rule has an effect, so that every call is permitted and nobody needs to know its model. */
    public boolean permitsEverything() {
        return groups.isEmpty();
    }

    /** The rules, in the order given, the inactive ones included; each has an id. */
    public List<AccessRule> rules() {
        return rules;
    }

    /** Whether the call is permitted and where it may go, or which rule refuses it. Never throws on what a client sent. */
    public AccessDecision decide(AccessQuery query, ModelCatalog catalog) {
        if (groups.isEmpty()) {
            return Permitted.UNRESTRICTED;
        }
        String name = query.model();
        if (name == null) {
            return decide(new RuleTarget(null, List.of(), query.address()));
        }
        Optional<CatalogModel> model = catalog.find(name);
        if (model.isEmpty()) {
            return new Denied(Cause.UNKNOWN_MODEL, 0, null);
        }
        List<ProviderPrice> offers =
                offers(model.get(), ModelName.provider(name).orElse(null), query.provider());
        return offers.isEmpty()
                ? new Denied(Cause.NO_PROVIDER_LEFT, 0, null)
                : decide(new RuleTarget(model.get(), offers, query.address()));
    }

    private AccessDecision decide(RuleTarget target) {
        List<String> left =
                target.offers().stream().map(ProviderPrice::id).collect(Collectors.toCollection(ArrayList::new));
        for (RuleGroup group : groups) {
            Denied denied = group.refuse(target, left);
            if (denied != null) {
                return denied;
            }
        }
        return new Permitted(left);
    }

    /** Where the model can be had; a call that names two different providers can be served by none. */
    private static List<ProviderPrice> offers(CatalogModel model, @Nullable String named, @Nullable String requested) {
        boolean contradictory = named != null && requested != null && !named.equals(requested);
        return contradictory ? List.of() : model.offers(named != null ? named : requested);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccessRules that && rules.equals(that.rules);
    }

    @Override
    public int hashCode() {
        return rules.hashCode();
    }

    @Override
    public String toString() {
        return rules.toString();
    }
}
