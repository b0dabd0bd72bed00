package dev.latchkey.manage;

import java.time.Instant;
import java.util.List;

/**
 * One change that somebody made to a key, a user or a budget: who, what, when, and what it was before. Never holds a
 * secret, not even as a hash. Immutable and thread-safe.
 *
 * @param at when
 * @param actor who, as the host calls them
 * @param action what was done
 * @param subject what it was done to
 * @param id which one
 * @param changes what is different now
 */
public record ManagementEvent(
        Instant at, String actor, Action action, Subject subject, String id, List<FieldChange> changes) {

    /** Copies the list. */
    public ManagementEvent {
        changes = List.copyOf(changes);
    }

    /** What was done. */
    public enum Action {
        /** It was made. */
        CREATED,
        /** Something about it was changed. */
        UPDATED,
        /** A key got a new secret. */
        ROTATED,
        /** A key was taken out of service at once and for good. */
        REVOKED,
        /** It was deleted, and is kept for the record only. */
        DELETED
    }

    /** What it was done to. */
    public enum Subject {
        KEY,
        USER,
        BUDGET
    }
}
