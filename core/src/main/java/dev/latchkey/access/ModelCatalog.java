package dev.latchkey.access;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which models there are, who serves them and at what price. Hosts implement it over what they already keep, or
 * {@linkplain #of(Collection) name the models}.
 *
 * <p>Asked during decisions on untrusted names, so an implementation answers from memory, is thread-safe, and never throws.
 */
public interface ModelCatalog {

    /**
     * The model of this name, or empty.
     *
     * @param name as the client sent it, unchecked: a bare model ({@code gpt-4o}), or provider and model
     *     ({@code openai/gpt-4o}, {@code openai:gpt-4o}). The first {@code :} or {@code /} ends the provider, and a provider
     *     that does not serve the model is answered with empty
     */
    Optional<CatalogModel> find(String name);

    /** Every model, in a stable order. */
    List<CatalogModel> models();

    /**
     * A catalogue of exactly these models, in memory. Looking up allocates nothing.
     *
     * @throws IllegalArgumentException if two models have the same name
     */
    static ModelCatalog of(Collection<CatalogModel> models) {
        return new MemoryCatalog(models);
    }

    /** A catalogue without models: every bare name is unknown. */
    static ModelCatalog empty() {
        return MemoryCatalog.EMPTY;
    }
}
