package dev.latchkey.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which models a key may ask for, by provider: any, none, or a list of {@code provider:model}, {@code provider:*} and
 * {@code provider:prefix*}.
 *
 * <p>Names are compared exactly, case included. A list is read from the front at each question, so it is meant for tens
 * of entries. Immutable and thread-safe.
 */
public final class AllowedModels {
    private static final AllowedModels ANY = new AllowedModels(null);
    private static final AllowedModels NONE = new AllowedModels(new ModelPattern[0]);

    private final ModelPattern @Nullable [] patterns;

    private AllowedModels(ModelPattern @Nullable [] patterns) {
        this.patterns = patterns;
    }

    /** Every model, those that no catalogue knows included: what a key has when no list is given. */
    public static AllowedModels any() {
        return ANY;
    }

    /** No model at all: what an empty list means. */
    public static AllowedModels none() {
        return NONE;
    }

    /**
     * The models that these entries cover; an empty list is {@link #none()}.
     *
     * @throws IllegalArgumentException naming the position, if an entry is a bare model, has no provider or no model, or a
     *     star anywhere but at its end
     */
    public static AllowedModels of(Collection<String> entries) {
        List<ModelPattern> patterns = new ArrayList<>();
        for (String entry : entries) {
            patterns.add(ModelPattern.parse(entry, patterns.size() + 1));
        }
        return patterns.isEmpty() ? NONE : new AllowedModels(patterns.toArray(ModelPattern[]::new));
    }

    /**
     * Whether a call for this model is within the list.
     *
     * <p>{@code provider:model} and {@code provider/model} are taken as they stand; the first {@code :} or {@code /} ends
     * the provider. A bare model is looked up and permitted if it is with at least one of its providers, so a host that
     * picks the provider asks again with the one it picked. A bare model that the catalogue does not know is not permitted.
     * Allocates nothing, unless the catalogue does.
     *
     * @param requestedModel as the client sent it
     */
    public boolean permits(String requestedModel, ModelCatalog catalog) {
        if (patterns == null) {
            return true;
        }
        int separator = ModelName.separator(requestedModel);
        if (separator >= 0) {
            return covers(patterns, requestedModel, separator, requestedModel, separator + 1);
        }
        Optional<CatalogModel> model = patterns.length == 0 ? Optional.empty() : catalog.find(requestedModel);
        return model.isPresent() && coversAny(patterns, model.get());
    }

    private static boolean coversAny(ModelPattern[] patterns, CatalogModel model) {
        List<ProviderPrice> providers = model.providers();
        for (int i = 0; i < providers.size(); i++) {
            String provider = providers.get(i).id();
            if (covers(patterns, provider, provider.length(), model.id(), 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(
            ModelPattern[] patterns, String providerText, int providerEnd, String modelText, int modelStart) {
        for (ModelPattern pattern : patterns) {
            if (pattern.matches(providerText, providerEnd, modelText, modelStart)) {
                return true;
            }
        }
        return false;
    }

    /** Whether every model is allowed, so that nobody needs to know which one is asked for. */
    public boolean isAny() {
        return patterns == null;
    }

    /** The entries, in the order given; empty for {@link #none()}, and for {@link #any()} as well. */
    public List<String> entries() {
        return patterns == null
                ? List.of()
                : Arrays.stream(patterns).map(ModelPattern::toString).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AllowedModels that && Arrays.equals(patterns, that.patterns);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(patterns);
    }

    @Override
    public String toString() {
        return isAny() ? "any model" : entries().toString();
    }
}
