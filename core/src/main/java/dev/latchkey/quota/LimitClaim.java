package dev.latchkey.quota;

/**
 * A demand for permits.
 *
 * @param account whose limit it is
 * @param limit the limit as it stands now
 * @param cost how many permits the call takes, at least 1
 */
public record LimitClaim(Account account, RateLimit limit, long cost) {}
