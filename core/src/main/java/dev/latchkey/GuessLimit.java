package dev.latchkey;

import dev.latchkey.quota.AccountKind;
import dev.latchkey.quota.Demand;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.OverLimit;
import dev.latchkey.quota.QuotaLedger;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.TimeSource;
import java.net.InetAddress;
import java.time.Duration;

/**
 * Counts, for each client address, the keys that nobody knows, and says from which one on they are too many. Only they
 * are then told to wait: a key that is known is never asked about here. Addresses are bounded in number as
 * {@link QuotaLedger#inMemory} bounds them. Thread-safe.
 */
final class GuessLimit {
    private static final String UNKNOWN_ADDRESS = "unknown";

    private final RateLimit limit;
    private final TrustedProxies proxies;
    private final TimeSource time;
    private final QuotaLedger counts;

    GuessLimit(RateLimit limit, TrustedProxies proxies, TimeSource time) {
        this.limit = limit;
        this.proxies = proxies;
        this.time = time;
        this.counts = QuotaLedger.inMemory(time);
    }

    /** The verdict on a request that was decided so, counting it if it was a guess. */
    Verdict after(Verdict decided, Request request) {
        if (!(decided instanceof Denied denied) || denied.reason() != Reason.UNKNOWN_KEY) {
            return decided;
        }
        InetAddress client = proxies.clientAddress(request);
        String address = client == null ? UNKNOWN_ADDRESS : client.getHostAddress();
        Demand guess = Demand.builder()
                .limit(counts.account(address, AccountKind.ADDRESS), limit)
                .build();
        return counts.admit(guess, Money.ZERO, time.epochNanos()) instanceof OverLimit over
                ? new Denied(new Denial(
                        Reason.TOO_MANY_GUESSES,
                        Facts.none()
                                .withRetryAfter(Duration.ofNanos(over.binding().retryAfter()))))
                : decided;
    }
}
