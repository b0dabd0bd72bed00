package dev.latchkey.quota;

/** What a ledger says to a {@link Demand}: all of it was admitted, or none of it was taken. Immutable. */
public sealed interface Outcome permits Admitted, OverLimit, OverBudget {}
