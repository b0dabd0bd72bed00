package dev.latchkey.manage;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user as management keeps it. What the user has spent stands in the ledger. Immutable and thread-safe.
 *
 * @param id 1 to 256 characters
 * @param alias another name, for people
 * @param isBlocked whether every call on the user's behalf is refused
 * @param isDeleted whether the user is gone; kept so that nobody takes the name over by chance
 * @param budgetId the budget that caps what the user spends
 * @param metadata what the host noted: JSON values, copied at the top level
 * @param generation how often somebody of this id was made; spending of an earlier one is not this one's
 * @param createdAt when this one was made
 * @param updatedAt when it was changed last
 * @param version how many changes made it: 1 or more
 */
public record ManagedUser(
        String id,
        @Nullable String alias,
        boolean isBlocked,
        boolean isDeleted,
        @Nullable String budgetId,
        Map<String, Object> metadata,
        long generation,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    private static final int LONGEST_ID = 256;

    /**
     * Checks the id and copies the metadata.
     *
     * @throws IllegalArgumentException if the id is empty or too long
     */
    public ManagedUser {
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException("user: expected an id of 1 to " + LONGEST_ID + " characters");
        }
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(updatedAt);
    }

    /** A user who was just made. */
    static ManagedUser fresh(String id, Instant now) {
        return new ManagedUser(id, null, false, false, null, Map.of(), 1, now, now, 1);
    }
}
