package dev.latchkey;

import dev.latchkey.key.KeyId;
import dev.latchkey.quota.Money;

/**
 * What a call upstream is paid with, for keys that name a project mode: which provider keys the host keeps, and what
 * money is left where there are none. The library never sees a provider's key. Asked during decisions, so an
 * implementation answers from memory, is thread-safe and never throws.
 */
public interface CredentialPlan {

    /**
     * Whether the host keeps a key of this provider for calls with that key.
     *
     * @param provider as the catalogue names it, or as the client did
     */
    boolean hasProviderKey(KeyId key, String provider);

    /** What is left to pay calls with that key from; they are refused when it is nothing. */
    Money balance(KeyId key);
}
