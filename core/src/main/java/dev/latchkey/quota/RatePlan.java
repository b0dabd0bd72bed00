package dev.latchkey.quota;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A named list of rate limits, all of which apply at once. The three that ship are those of the transactional gateway,
 * per key and with sliding windows. Immutable and thread-safe.
 */
public final class RatePlan {
    private static final RatePlan FREE = transactional("free", 20, 1_000);
    private static final RatePlan PRO = transactional("pro", 200, 50_000);
    private static final RatePlan TEAM = transactional("team", 1_000, 250_000);

    private final String name;
    private final List<RateLimit> limits;

    private RatePlan(String name, List<RateLimit> limits) {
        this.name = name;
        this.limits = limits;
    }

    /**
     * A plan of one's own.
     *
     * @throws IllegalArgumentException if the name is empty, there is no limit, or two limits have one name
     */
    public static RatePlan of(String name, List<RateLimit> limits) {
        if (name.isEmpty() || limits.isEmpty()) {
            throw new IllegalArgumentException("plan: expected a name and at least one limit");
        }
        Set<String> names = new HashSet<>();
        for (RateLimit limit : limits) {
            if (!names.add(limit.name())) {
                throw new IllegalArgumentException("plan: two limits are called " + limit.name() + "; rename one");
            }
        }
        return new RatePlan(name, List.copyOf(limits));
    }

    /** 20 a minute and 1,000 a day. */
    public static RatePlan free() {
        return FREE;
    }

    /** 200 a minute and 50,000 a day. */
    public static RatePlan pro() {
        return PRO;
    }

    /** 1,000 a minute and 250,000 a day. */
    public static RatePlan team() {
        return TEAM;
    }

    /** The plan that ships under this name: {@code free}, {@code pro} or {@code team}. */
    public static Optional<RatePlan> shipped(String name) {
        return List.of(FREE, PRO, TEAM).stream()
                .filter(plan -> plan.name.equals(name))
                .findFirst();
    }

    /** What the plan is called. */
    public String name() {
        return name;
    }

    /** Its limits, in order. */
    public List<RateLimit> limits() {
        return limits;
    }

    @Override
    public String toString() {
        return name + " " + limits;
    }

    private static RatePlan transactional(String name, long perMinute, long perDay) {
        return of(
                name,
                List.of(
                        RateLimit.of(perMinute, RateWindow.MINUTE, RateAlgorithm.SLIDING),
                        RateLimit.of(perDay, RateWindow.DAY, RateAlgorithm.SLIDING)));
    }
}
