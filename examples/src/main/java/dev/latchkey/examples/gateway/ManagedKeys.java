package dev.latchkey.examples.gateway;

import dev.latchkey.Authenticator;
import dev.latchkey.Enforcement;
import dev.latchkey.Principal;
import dev.latchkey.examples.upstream.CallMade;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.MintedKey;
import dev.latchkey.manage.KeyDirectory;
import dev.latchkey.manage.KeyLifecycle;
import dev.latchkey.manage.RepositoryException;
import dev.latchkey.manage.UsageRecord;
import dev.latchkey.manage.http.ManagementApi;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys, users and budgets that are managed over HTTP, beside the keys that the gateway was given. */
final class ManagedKeys implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ManagedKeys.class);

    /** How long keys from a database that is down may be let in. */
    private final Store store;

    private final KeyDirectory directory;
    private final AtomicReference<Enforcement> enforcement;

    /**
     * @param store is closed with these
     * @throws RepositoryException if it cannot be read
     */
    ManagedKeys(Store store, Enforcement atFirst) {
        this.store = store;
        this.directory = KeyDirectory.follow(store.keys());
        this.enforcement = new AtomicReference<>(atFirst);
    }

    /** Whether there has never been one. */
    boolean areNone() {
        return store.keys().changesAfter(0).keys().isEmpty();
    }

    /** Whether there is a place that they are kept in. */
    boolean areKept() {
        return store.isNamed();
    }

    /** Makes the first key, for a gateway that nobody has given one. */
    MintedKey mint(Authenticator gate) {
        return KeyLifecycle.builder(directory)
                .format(gate.profile().keyFormat())
                .scheme(gate.mintingScheme())
                .build()
                .issue("the first start", key -> key.label("minted-at-start"))
                .minted();
    }

    /** How strict the gateway is now. */
    Enforcement enforcement() {
        return Objects.requireNonNull(enforcement.get());
    }

    /** Lets the authenticator know these keys and users. */
    void addTo(Authenticator.Builder gate) {
        gate.keys(directory).users(directory);
        store.money().ifPresent(gate::ledger);
    }

    /** What manages them; the keys that the gateway was given are only looked at. */
    ManagementApi api(Authenticator gate, String basePath, List<KeySource> given) {
        ManagementApi.Builder api =
                ManagementApi.builder(gate, directory).basePath(basePath).enforcement(enforcement);
        given.forEach(api::readOnly);
        return api.build();
    }

    /** Notes a call, for who looks at a key's or a user's later. */
    void note(CallMade call) {
        try {
            call.head().granted().ifPresent(who -> store.keys().record(record(call, who.principal())));
        } catch (RepositoryException e) {
            // It was made and is paid for; only who looks at the list of calls will miss it.
            log.warn("A call could not be noted: {}", e.getMessage());
        }
    }

    private static UsageRecord record(CallMade call, Principal who) {
        int provider = call.model().indexOf(':');
        return new UsageRecord(
                UUID.randomUUID().toString(),
                who.id(),
                who.user().or(call::user).orElse(null),
                Instant.now(),
                call.head().path(),
                call.model(),
                provider < 0 ? null : call.model().substring(0, provider),
                call.head().address().orElse(null),
                call.promptTokens(),
                call.completionTokens(),
                call.cost(),
                call.status() == 200 ? "success" : "error");
    }

    @Override
    public void close() {
        directory.close();
        store.close();
    }
}
