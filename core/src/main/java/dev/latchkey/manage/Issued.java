package dev.latchkey.manage;

import dev.latchkey.key.MintedKey;

/**
 * A key that was just made.
 *
 * @param key what is kept of it
 * @param minted its text, to be shown once to its owner
 */
public record Issued(ManagedKey key, MintedKey minted) {}
