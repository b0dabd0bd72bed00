package dev.latchkey.manage;

import java.util.List;

/**
 * What has changed in a repository since some revision.
 *
 * @param revision the revision that is reached with these
 * @param keys the keys that were changed, as they are now, the deleted ones included
 * @param users the users that were changed
 * @param budgets the budgets that were changed
 */
public record Changes(long revision, List<ManagedKey> keys, List<ManagedUser> users, List<Budget> budgets) {

    /** Copies the lists. */
    public Changes {
        keys = List.copyOf(keys);
        users = List.copyOf(users);
        budgets = List.copyOf(budgets);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return keys.isEmpty() && users.isEmpty() && budgets.isEmpty();
    }
}
