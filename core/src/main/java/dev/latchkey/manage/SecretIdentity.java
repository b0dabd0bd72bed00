package dev.latchkey.manage;

import dev.latchkey.key.KeySecret;

/** What tells stored secrets apart: what is stored of them, and neither their object nor until when they are good. */
final class SecretIdentity {
    private SecretIdentity() {}

    /** Equal for two secrets that store the same digest or Argon2id hash. */
    static Object of(KeySecret secret) {
        return secret.digest().isPresent()
                ? secret.digest().get()
                : secret.argon2id().orElseThrow();
    }
}
