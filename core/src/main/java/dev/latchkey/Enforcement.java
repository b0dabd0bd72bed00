package dev.latchkey;

/** Whether refusals are enforced. May change while running; management routes are always enforced. */
public enum Enforcement {
    /** Only good keys and open routes pass. */
    ON,
    /** Every request passes and no credential is looked at. */
    OFF,
    /** Every request passes, and what {@link #ON} would have refused is counted and logged. */
    OBSERVE
}
