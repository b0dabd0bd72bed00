package dev.latchkey.quota;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Where one budget stands.
 *
 * @param name the rule's name
 * @param cap the most that may be spent, or null where it is only counted
 * @param spent what was settled since the last reset
 * @param held what is held for calls that are not settled yet
 * @param resetAt epoch nanoseconds at which what was spent is forgotten; empty where that never happens or the period has
 *     not started
 */
public record BudgetState(String name, @Nullable Money cap, Money spent, Money held, OptionalLong resetAt) {

    /** What is left below the cap, {@link Money#ZERO} where it was passed; empty where there is no cap. */
    public Optional<Money> remaining() {
        return cap == null
                ? Optional.empty()
                : Optional.of(Money.ofNanos(Math.max(0, Math.max(0, cap.nanos() - spent.nanos()) - held.nanos())));
    }
}
