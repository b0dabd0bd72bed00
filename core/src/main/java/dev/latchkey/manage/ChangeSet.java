package dev.latchkey.manage;

import java.util.List;

/**
 * Changes that are kept together or not at all. Each entity is given as it shall be, with the version after the one that
 * it was made from; 1 for a new one. Immutable and thread-safe.
 *
 * @param keys the keys
 * @param users the users
 * @param budgets the budgets
 * @param events what was done, for the record
 */
public record ChangeSet(
        List<ManagedKey> keys, List<ManagedUser> users, List<Budget> budgets, List<ManagementEvent> events) {

    /** Copies the lists. */
    public ChangeSet {
        keys = List.copyOf(keys);
        users = List.copyOf(users);
        budgets = List.copyOf(budgets);
        events = List.copyOf(events);
    }

    static ChangeSet of(ManagedKey key, ManagementEvent event) {
        return new ChangeSet(List.of(key), List.of(), List.of(), List.of(event));
    }

    static ChangeSet of(ManagedUser user, ManagementEvent event) {
        return new ChangeSet(List.of(), List.of(user), List.of(), List.of(event));
    }

    static ChangeSet of(Budget budget, ManagementEvent event) {
        return new ChangeSet(List.of(), List.of(), List.of(budget), List.of(event));
    }
}
