package dev.latchkey;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts refusals by reason, and tells the log of them so that a flood costs a line a minute: the first after quiet at
 * once, what follows it when a minute is over, and so on until a minute brings none. Reads no clock.
 */
final class RefusalTally {
    private static final Logger log = LoggerFactory.getLogger(Authenticator.class);

    private final String verb;
    private final FailureLog failures;
    private final Executor aMinuteLater;
    private final Map<Reason, LongAdder> counts = new EnumMap<>(Reason.class);
    private final Map<Reason, Long> told = new EnumMap<>(Reason.class);
    private final AtomicBoolean minuteRuns = new AtomicBoolean();

    /**
     * @param verb what became of these requests, for the log
     * @param aMinuteLater runs what it is given when a minute is over
     */
    RefusalTally(String verb, FailureLog failures, Executor aMinuteLater) {
        this.verb = verb;
        this.failures = failures;
        this.aMinuteLater = aMinuteLater;
        for (Reason reason : Reason.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    /**
     * The JDK's own timer, which all of a process share: no thread of ours. Whoever uses it first starts its thread, which
     * inherits the class loader of the thread that does; that is not to be an application's, which could never be unloaded.
     */
    static Executor sharedTimer() {
        Executor timer = CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES);
        return task -> {
            Thread current = Thread.currentThread();
            ClassLoader own = current.getContextClassLoader();
            current.setContextClassLoader(ClassLoader.getSystemClassLoader());
            try {
                timer.execute(task);
            } finally {
                current.setContextClassLoader(own);
            }
        };
    }

    /** Counted before it is looked whether a minute runs: whoever ends one looks in the other order. */
    void add(Denied denied) {
        Objects.requireNonNull(counts.get(denied.reason())).increment();
        if (!minuteRuns.get()) {
            breakQuiet();
        }
        if (log.isDebugEnabled()) {
            log.debug("{}: {}", verb, denied.denial());
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

    private void breakQuiet() {
        if (minuteRuns.compareAndSet(false, true)) {
            startMinute();
            tell("");
        }
    }

    /** Without a timer it stays quiet, and the next refusal tries anew: a line for each would be worse than none. */
    private void startMinute() {
        try {
            aMinuteLater.execute(this::endMinute);
        } catch (Throwable e) {
            minuteRuns.set(false);
            throw e;
        }
    }

    private void endMinute() {
        try {
            if (untold().isEmpty()) {
                fallQuiet();
            } else {
                startMinute();
                tell(" within a minute");
            }
        } catch (Throwable e) {
            failures.tell("Summing up refusals", e);
        }
    }

    /** What was counted in the meantime, by somebody who saw a minute run, is told by whoever is first. */
    private void fallQuiet() {
        minuteRuns.set(false);
        if (!untold().isEmpty()) {
            breakQuiet();
        }
    }

    private synchronized void tell(String when) {
        Map<Reason, Long> untold = untold();
        if (!untold.isEmpty()) {
            log.info("{}{}: {}", verb, when, untold);
            untold.forEach((reason, more) -> told.merge(reason, more, Long::sum));
        }
    }

    private synchronized Map<Reason, Long> untold() {
        Map<Reason, Long> untold = counts();
        untold.replaceAll((reason, sum) -> sum - told.getOrDefault(reason, 0L));
        untold.values().removeIf(more -> more == 0);
        return untold;
    }
}
