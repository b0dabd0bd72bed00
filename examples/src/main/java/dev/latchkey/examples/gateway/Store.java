package dev.latchkey.examples.gateway;

import dev.latchkey.key.KeyFile;
import dev.latchkey.key.KeyManifest;
import dev.latchkey.manage.KeyRepository;
import dev.latchkey.manage.ManifestKeyRepository;
import dev.latchkey.manage.MemoryKeyRepository;
import dev.latchkey.quota.QuotaLedger;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the gateway keeps what is managed.
 *
 * @param keys the keys, users and budgets, and the calls that were made
 * @param money what was spent; in memory if empty
 * @param isNamed whether somebody named this place, so that it may hold nothing yet
 * @param database what is closed with it
 */
record Store(KeyRepository keys, Optional<QuotaLedger> money, boolean isNamed, Optional<Database> database)
        implements AutoCloseable {

    /**
     * The store that the options name.
     *
     * @param isManaged whether there is a master key; a manifest that nobody manages is read only
     * @throws IllegalArgumentException if it cannot be had; says what to change
     */
    static Store open(Options options, Map<String, String> environment, boolean isManaged) {
        if (options.data().isPresent()) {
            return in(Database.inDirectory(options.data().get()));
        }
        if (options.jdbcUrl().isPresent()) {
            return in(Database.at(options.jdbcUrl().get(), environment));
        }
        return options.manifest()
                .filter(file -> isManaged && KeyFile.isManifest(file))
                .map(Store::in)
                .orElseGet(Store::inMemory);
    }

    private static Store in(Database database) {
        return new Store(database.keys(), Optional.of(database.money()), true, Optional.of(database));
    }

    /** A manifest without keys is refused, as every named source of keys is. */
    private static Store in(Path manifest) {
        KeyManifest.read(manifest);
        return new Store(ManifestKeyRepository.open(manifest), Optional.empty(), true, Optional.empty());
    }

    private static Store inMemory() {
        return new Store(new MemoryKeyRepository(), Optional.empty(), false, Optional.empty());
    }

    @Override
    public void close() {
        keys.close();
        database.ifPresent(Database::close);
    }
}
