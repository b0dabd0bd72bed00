package dev.latchkey.manage;

import dev.latchkey.quota.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call that was made with a key, as its owner and an operator may look at it later. What a client may have sent is cut
 * at 1,024 characters, and NUL and unpaired surrogates in it are replaced. Immutable and thread-safe.
 *
 * @param id its own id
 * @param keyId with which key; {@code master} for the master key
 * @param userId on whose behalf; null where nobody was named
 * @param at when
 * @param endpoint the route, as the client sent it
 * @param model which model; null where none was named
 * @param provider whose; null where it is not known
 * @param address the client's address; null where it is not known
 * @param promptTokens how many tokens went in
 * @param completionTokens how many came out
 * @param cost what it cost
 * @param status how it ended, such as {@code success}
 */
public record UsageRecord(
        String id,
        String keyId,
        @Nullable String userId,
        Instant at,
        String endpoint,
        @Nullable String model,
        @Nullable String provider,
        @Nullable String address,
        long promptTokens,
        long completionTokens,
        Money cost,
        String status) {

    /** Makes what a client may have sent fit to be kept. */
    public UsageRecord {
        userId = kept(userId);
        endpoint = Storable.clients(endpoint);
        model = kept(model);
        provider = kept(provider);
        address = kept(address);
    }

    private static @Nullable String kept(@Nullable String text) {
        return text == null ? null : Storable.clients(text);
    }
}
