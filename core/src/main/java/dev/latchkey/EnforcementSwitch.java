package dev.latchkey;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the host how strict to be, falls back to the strictest, and says so whenever the answer changes. */
final class EnforcementSwitch {
    private static final Logger log = LoggerFactory.getLogger(Authenticator.class);

    private final Supplier<Enforcement> supplier;
    private final AtomicReference<Enforcement> last = new AtomicReference<>(Enforcement.ON);

    EnforcementSwitch(Supplier<Enforcement> supplier) {
        this.supplier = supplier;
        current();
    }

    Enforcement current() {
        Enforcement now = ask();
        Enforcement before = last.get();
        if (now != before && last.compareAndSet(before, now)) {
            announce(now);
        }
        return now;
    }

    @SuppressWarnings("NullAway") // a host's supplier may break its promise, and must not thereby open the door
    private Enforcement ask() {
        try {
            Enforcement answer = supplier.get();
            return answer == null ? Enforcement.ON : answer;
        } catch (Throwable e) {
            return Enforcement.ON;
        }
    }

    private static void announce(Enforcement now) {
        switch (now) {
            case ON -> log.info("Authentication is enforced");
            case OFF -> log.warn("Authentication is OFF: every request passes, no credential is looked at");
            case OBSERVE -> log.warn("Authentication only OBSERVES: every request passes, refusals are counted");
        }
    }
}
