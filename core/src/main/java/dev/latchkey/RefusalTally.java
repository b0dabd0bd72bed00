package dev.latchkey;

import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts refusals by reason, and sums them up in the log at most once a minute, so that a flood of them costs one line:
 * the first at once, the later ones with the first refusal after the minute.
 */
final class RefusalTally {
    private static final Logger log = LoggerFactory.getLogger(Authenticator.class);
    private static final long EVERY = Duration.ofMinutes(1).toNanos();

    private final String verb;
    private final TimeSource time;
    private final Map<Reason, LongAdder> counts = new EnumMap<>(Reason.class);
    private final Map<Reason, Long> summedUp = new EnumMap<>(Reason.class);
    private final AtomicLong nextSummary = new AtomicLong(Long.MIN_VALUE);

    /**
     * @param verb what became of these requests, for the log
     */
    RefusalTally(String verb, TimeSource time) {
        this.verb = verb;
        this.time = time;
        for (Reason reason : Reason.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    void add(Denied denied) {
        Objects.requireNonNull(counts.get(denied.reason())).increment();
        log.debug("{}: {}", verb, denied.denial());
        long now = time.epochNanos();
        long due = nextSummary.get();
        if (now >= due && nextSummary.compareAndSet(due, now + EVERY)) {
            sumUp();
        }
    }

    /** How often for each reason so far; reasons that never came up are left out. */
    Map<Reason, Long> counts() {
        Map<Reason, Long> sums = new EnumMap<>(Reason.class);
        counts.forEach((reason, count) -> {
            long sum = count.sum();
            if (sum > 0) {
                sums.put(reason, sum);
            }
        });
        return sums;
    }

    private synchronized void sumUp() {
        Map<Reason, Long> soFar = counts();
        Map<Reason, Long> fresh = new EnumMap<>(soFar);
        fresh.replaceAll((reason, sum) -> sum - summedUp.getOrDefault(reason, 0L));
        fresh.values().removeIf(more -> more == 0);
        summedUp.putAll(soFar);
        log.info("{} since the last such line: {}", verb, fresh);
    }
}
