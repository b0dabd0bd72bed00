package dev.latchkey.manage;

import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much each of the users who have this budget may spend, and when they may start again: one definition, counted for
 * every user separately. Immutable and thread-safe.
 *
 * @param id its id
 * @param name what people call it
 * @param cap the most that a user may spend; null for no cap, {@link Money#ZERO} lets nothing pass that costs something
 * @param reset when what was spent is forgotten
 * @param isDeleted whether it is gone
 * @param createdAt when it was made
 * @param updatedAt when it was changed last
 * @param version how many changes made it: 1 or more
 */
public record Budget(
        String id,
        @Nullable String name,
        @Nullable Money cap,
        BudgetReset reset,
        boolean isDeleted,
        Instant createdAt,
        Instant updatedAt,
        long version) {}
