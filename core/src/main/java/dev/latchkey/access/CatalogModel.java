package dev.latchkey.access;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model and the providers that serve it. Immutable and thread-safe.
 *
 * @param id the model's own name, without a provider. One that itself holds a {@code :} or {@code /}, such as
 *     {@code llama3:8b}, can be asked for only with its provider before it: {@code ollama/llama3:8b}
 * @param free whether pricing rules count the model as free
 * @param providers at least one, each once; the first is the one that a bare name is priced at
 */
public record CatalogModel(String id, boolean free, List<ProviderPrice> providers) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the name is not 1 to 256 characters without blanks, control characters and
     *     stars, or there is no provider, or one is listed twice
     */
    public CatalogModel {
        ModelName.checkName("model", id);
        if (id.indexOf('*') >= 0) {
            throw new IllegalArgumentException("model: expected a name without '*'");
        }
        if (providers.isEmpty()) {
            throw new IllegalArgumentException("model " + id + ": name at least one provider");
        }
        Set<String> names = new HashSet<>();
        for (ProviderPrice provider : providers) {
            if (!names.add(provider.id())) {
                throw new IllegalArgumentException("model " + id + ": provider " + provider.id() + " is listed twice");
            }
        }
        providers = List.copyOf(providers);
    }

    /** The providers that a call may go to before any rule: all, or only the one that it asks for, if that is here. */
    List<ProviderPrice> offers(@Nullable String provider) {
        if (provider == null) {
            return providers;
        }
        return providers.stream().filter(offer -> offer.id().equals(provider)).toList();
    }
}
