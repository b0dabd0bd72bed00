package dev.latchkey;

import dev.latchkey.access.AccessDecision;
import dev.latchkey.access.CatalogModel;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.access.ModelName;
import dev.latchkey.access.ProviderPrice;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.quota.Money;
import java.util.List;
import java.util.Optional;

/**
 * What a call upstream is paid with, by its key's project mode: a provider's key, credits, or whichever of the two there
 * is, in this order. Without a plan of the host's own, both are what the key's record says, and credits are a budget.
 */
final class ProjectModes {
    /** How a call is paid. */
    enum Payment {
        /** Not this class's to say: the key names no mode, or the call costs nothing upstream. */
        UNASKED,
        /** With a provider's key, or from a balance that the host keeps. */
        COVERED,
        /** From the credits of the key's record. */
        FROM_CREDITS,
        /** Not at all. */
        REFUSED
    }

    private static final String API_KEYS = "api-keys";
    private static final String CREDITS = "credits";
    private static final String HYBRID = "hybrid";
    private static final List<String> NOBODY = List.of("unknown");

    private final ModelCatalog catalog;
    private final Optional<CredentialPlan> plan;

    ProjectModes(ModelCatalog catalog, Optional<CredentialPlan> plan) {
        this.catalog = catalog;
        this.plan = plan;
    }

    /** Whether the model has to be known to find out whether the call can be paid. */
    static boolean needsModel(KeyPermits permits) {
        String mode = permits.projectMode().orElse("");
        return mode.equals(API_KEYS) || mode.equals(HYBRID);
    }

    /** Whether some call with that key may be paid from the credits of its record. */
    boolean drawsOnCredits(Caller caller) {
        String mode = caller.permits().projectMode().orElse("");
        return plan.isEmpty() && (mode.equals(CREDITS) || mode.equals(HYBRID));
    }

    Payment payment(Caller caller, Call call) {
        Optional<String> mode = caller.permits().projectMode();
        if (mode.isEmpty()) {
            return Payment.UNASKED;
        }
        return switch (mode.get()) {
            case API_KEYS -> hasProviderKey(caller, call) ? Payment.COVERED : Payment.REFUSED;
            case CREDITS -> fromCredits(caller);
            case HYBRID -> hasProviderKey(caller, call) ? Payment.COVERED : fromCredits(caller);
            default -> Payment.REFUSED;
        };
    }

    private Payment fromCredits(Caller caller) {
        if (plan.isEmpty()) {
            return Payment.FROM_CREDITS;
        }
        boolean some = plan.get().balance(caller.keyId()).compareTo(Money.ZERO) > 0;
        return some ? Payment.COVERED : Payment.REFUSED;
    }

    private boolean hasProviderKey(Caller caller, Call call) {
        return providers(caller, call).stream()
                .anyMatch(provider -> plan.isPresent()
                        ? plan.get().hasProviderKey(caller.keyId(), provider)
                        : caller.permits().providerKeys().contains(provider));
    }

    /** Why a call cannot be paid that is {@link Payment#REFUSED}, or has found its credits spent. */
    Denial refusal(Caller caller, Call call) {
        String mode = caller.permits().projectMode().orElse("");
        return switch (mode) {
            case API_KEYS ->
                new Denial(
                        Reason.NO_PROVIDER_KEY,
                        Facts.none().withProvider(providers(caller, call).get(0)));
            case CREDITS -> Denial.of(Reason.INSUFFICIENT_CREDITS);
            case HYBRID -> Denial.of(Reason.NO_PROVIDER_KEY_OR_CREDITS);
            default -> new Denial(Reason.INVALID_PROJECT_MODE, Facts.none().withMode(mode));
        };
    }

    /** Where the call may go, at least one: the provider that it names, else those that serve the model. */
    private List<String> providers(Caller caller, Call call) {
        String model = call.model().orElse("");
        Optional<String> named = call.provider().or(() -> ModelName.provider(model));
        if (named.isPresent()) {
            return List.of(named.get());
        }
        List<String> serving = catalog.find(model).map(CatalogModel::providers).orElse(List.of()).stream()
                .map(ProviderPrice::id)
                .toList();
        List<String> left = caller.modelRulesOn(call, catalog) instanceof AccessDecision.Permitted permitted
                        && !permitted.providers().isEmpty()
                ? permitted.providers()
                : serving;
        return left.isEmpty() ? NOBODY : left;
    }
}
