package dev.latchkey.quota;

import java.time.Duration;

/**
 * Keeps count of permits and money. All its methods are atomic, each over everything that it touches: there is one order
 * of all calls, of any thread, in which each does what it says. Thread-safe.
 *
 * <p>Accounts, demands with such accounts, and holds belong to the ledger that made them. A ledger of another kind refuses
 * them with {@link IllegalArgumentException}.
 */
public interface QuotaLedger {
    /** How long a hold lasts, unless it is extended. */
    Duration HOLD_LASTS = Duration.ofMinutes(15);

    /**
     * A ledger in this process's memory. It never blocks and it is exact under contention. Keys, budgets, and everybody
     * with money are kept for good; at most 100,000 users without money and as many addresses have an account of their
     * own at a time, and one goes only when all its permits are back. When none can go, newcomers share one of 1,024
     * common accounts by their id's hash, which may refuse them early and never admits more.
     *
     * @param time tells when holds expire and when permits are back; the same clock that {@code nowNanos} is read from
     */
    static QuotaLedger inMemory(TimeSource time) {
        return new MemoryLedger(time);
    }

    /** Whether a call may wait for something slower than memory, so that an event loop must not make it. */
    boolean mayBlock();

    /**
     * The account of that subject; made on first use. Does no I/O and never blocks, whatever {@link #mayBlock} says: it is
     * called while a key is verified, also on an event loop. What it stands for is looked up by the methods below.
     */
    Account account(String id, AccountKind kind);

    /**
     * Sets what an account had spent of its lifetime budgets before this ledger knew it.
     *
     * @return false if it was ignored, because the account's money is in use already and did not start with this amount
     */
    boolean startWith(Account account, Money spent);

    /**
     * Takes everything that is demanded, or nothing at all. Limits are asked before budgets.
     *
     * @param estimate what the call will probably cost; held in every budget of the demand
     * @param nowNanos epoch nanoseconds, one reading for the whole decision
     */
    Outcome admit(Demand demand, Money estimate, long nowNanos);

    /** What {@link #admit} would say, while nothing is taken: the states of limits are as before the call. */
    Outcome probe(Demand demand, Money estimate, long nowNanos);

    /** Where everything stands that the demand names; costs play no part. */
    Usage usage(Demand demand, long nowNanos);

    /**
     * Books what a call has cost, in full and however small the estimate was, and frees its hold. A hold that has expired
     * is booked just the same. Spending that would grow beyond {@link Long#MAX_VALUE} nano-dollars stays there.
     *
     * @return false, without any effect, if it was settled or released before
     */
    boolean settle(Hold hold, Money actual);

    /**
     * Frees a hold: the call has cost nothing.
     *
     * @return false, without any effect, if it was settled or released before
     */
    boolean release(Hold hold);

    /**
     * Lets a hold last {@link #HOLD_LASTS} from now.
     *
     * @return false, without any effect, if it has expired or was settled or released before
     */
    boolean extend(Hold hold);
}
