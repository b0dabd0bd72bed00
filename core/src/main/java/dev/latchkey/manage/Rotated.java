package dev.latchkey.manage;

import dev.latchkey.key.MintedKey;
import java.util.Optional;

/**
 * A key whose secret was replaced.
 *
 * @param key what is kept of it now
 * @param minted its new text, to be shown once to its owner; empty where the request was a repetition of one that has been
 *     carried out, whose text was shown then
 */
public record Rotated(ManagedKey key, Optional<MintedKey> minted) {}
