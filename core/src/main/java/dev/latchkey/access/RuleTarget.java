package dev.latchkey.access;

import dev.latchkey.access.AccessRuleValue.Addresses;
import dev.latchkey.access.AccessRuleValue.Names;
import dev.latchkey.access.AccessRuleValue.Pricing;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call as the rules see it.
 *
 * @param model null if the call names none
 * @param offers where the model can be had before any rule: at the one provider asked for, else at all of its providers
 * @param address null if it is not known
 */
record RuleTarget(
        @Nullable CatalogModel model,
        List<ProviderPrice> offers,
        @Nullable InetAddress address) {

    /** Whether the rule is about something that this call has; an unknown address is something all the same. */
    boolean isSubjectTo(AccessRuleKind kind) {
        return model != null || kind.subject() == AccessRuleKind.Subject.ADDRESSES;
    }

    /** Whether the call is among what a rule of this kind names. Not asked about providers, which are told apart one by one. */
    boolean isAmong(AccessRuleKind kind, AccessRuleValue value) {
        if (value instanceof Addresses addresses) {
            return address != null && addresses.ranges().contains(address);
        }
        if (model == null) {
            return false;
        }
        if (value instanceof Pricing pricing) {
            return pricing.coversType(model)
                    && (!kind.allows() || offers.stream().allMatch(pricing::coversPrice));
        }
        return value instanceof Names names && names.names().contains(model.id());
    }
}
