package dev.latchkey.examples.gateway;

import dev.latchkey.Authenticator;
import dev.latchkey.Enforcement;
import dev.latchkey.Principal;
import dev.latchkey.examples.upstream.CallMade;
import dev.latchkey.key.KeySource;
import dev.latchkey.manage.KeyDirectory;
import dev.latchkey.manage.KeyRepository;
import dev.latchkey.manage.MemoryKeyRepository;
import dev.latchkey.manage.UsageRecord;
import dev.latchkey.manage.http.ManagementApi;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The keys, users and budgets that are managed over HTTP, beside the keys that the gateway was given. They live as long as
 * the gateway does.
 */
final class ManagedKeys implements AutoCloseable {
    private final KeyRepository repository = new MemoryKeyRepository();
    private final KeyDirectory directory = KeyDirectory.follow(repository);
    private final AtomicReference<Enforcement> enforcement;

    ManagedKeys(Enforcement atFirst) {
        this.enforcement = new AtomicReference<>(atFirst);
    }

    /** How strict the gateway is now. */
    Enforcement enforcement() {
        return Objects.requireNonNull(enforcement.get());
    }

    /** Lets the authenticator know these keys and users. */
    void addTo(Authenticator.Builder gate) {
        gate.keys(directory).users(directory);
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
        call.head().granted().ifPresent(who -> repository.record(record(call, who.principal())));
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
        repository.close();
    }
}
