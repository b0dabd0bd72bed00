package dev.latchkey.manage;

import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.MintedKey;
import java.time.Instant;

/**
 * Where the secrets of new keys come from, and what is kept of them.
 *
 * @param format in which they are written
 * @param scheme by which they are hashed
 */
record Mint(KeyFormat format, HashScheme scheme) {

    MintedKey mint() {
        return format.mint();
    }

    /** Plain digests name no scheme, as those of rings do. */
    KeySecret secretOf(MintedKey minted) {
        return scheme.equals(HashScheme.sha256())
                ? KeySecret.digest(minted.hash(scheme))
                : KeySecret.digest(minted.hash(scheme), scheme.name());
    }

    SecretNote noteOf(MintedKey minted, Instant now) {
        return new SecretNote(minted.beginning(format), now, null);
    }
}
