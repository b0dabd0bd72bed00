package dev.latchkey.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A fixed catalogue that holds every name a model can be asked for by, so that a lookup builds none. */
final class MemoryCatalog implements ModelCatalog {
    static final MemoryCatalog EMPTY = new MemoryCatalog(List.of());

    private final List<CatalogModel> models;
    private final Map<String, Optional<CatalogModel>> byName = new HashMap<>();

    MemoryCatalog(Collection<CatalogModel> models) {
        this.models = List.copyOf(models);
        Set<String> ids = new HashSet<>();
        for (CatalogModel model : this.models) {
            if (!ids.add(model.id())) {
                throw new IllegalArgumentException(
                        "model " + model.id() + ": listed twice; name all its providers in one entry");
            }
            index(model);
        }
    }

    private void index(CatalogModel model) {
        Optional<CatalogModel> found = Optional.of(model);
        if (ModelName.separator(model.id()) < 0) {
            byName.put(model.id(), found);
        }
        for (ProviderPrice provider : model.providers()) {
            byName.put(provider.id() + ":" + model.id(), found);
            byName.put(provider.id() + "/" + model.id(), found);
        }
    }

    @Override
    public Optional<CatalogModel> find(String name) {
        return byName.getOrDefault(name, Optional.empty());
    }

    @Override
    public List<CatalogModel> models() {
        return models;
    }

    @Override
    public String toString() {
        return models.size() + " models";
    }
}
