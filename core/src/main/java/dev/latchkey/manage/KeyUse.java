package dev.latchkey.manage;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeySecret;
import java.time.Instant;

/**
 * That one secret of a key was used.
 *
 * @param key which key
 * @param secret by which of its secrets
 * @param at when, to within the interval at which this is written
 */
public record KeyUse(KeyId key, KeySecret secret, Instant at) {}
