package dev.latchkey.netty;

import dev.latchkey.quota.Account;
import dev.latchkey.quota.AccountKind;
import dev.latchkey.quota.Demand;
import dev.latchkey.quota.Hold;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.Outcome;
import dev.latchkey.quota.QuotaLedger;
import dev.latchkey.quota.TimeSource;
import dev.latchkey.quota.Usage;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** A ledger that keeps its callers waiting while a test has it closed, and fails when it is told to. */
final class WaitingLedger implements QuotaLedger {
    /** What was asked of it or told it, in order, as it came in. */
    final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    /** The names of the threads from which it was. */
    final Set<String> threads = ConcurrentHashMap.newKeySet();

    private final QuotaLedger memory;
    private volatile CountDownLatch open = new CountDownLatch(0);
    private volatile boolean failing;

    WaitingLedger(TimeSource time) {
        memory = QuotaLedger.inMemory(time);
    }

    void close() {
        open = new CountDownLatch(1);
    }

    void open() {
        open.countDown();
    }

    void fail(boolean fails) {
        failing = fails;
    }

    private <T> T when(String what, Supplier<T> opened) {
        threads.add(Thread.currentThread().getName());
        calls.add(what);
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failing) {
            throw new IllegalStateException("the database is gone");
        }
        return opened.get();
    }

    @Override
    public boolean mayBlock() {
        return true;
    }

    @Override
    public Account account(String id, AccountKind kind) {
        return memory.account(id, kind);
    }

    @Override
    public boolean startWith(Account account, Money spent) {
        return memory.startWith(account, spent);
    }

    @Override
    public Outcome admit(Demand demand, Money estimate, long nowNanos) {
        return when("admit", () -> memory.admit(demand, estimate, nowNanos));
    }

    @Override
    public Outcome probe(Demand demand, Money estimate, long nowNanos) {
        return when("probe", () -> memory.probe(demand, estimate, nowNanos));
    }

    @Override
    public Usage usage(Demand demand, long nowNanos) {
        return memory.usage(demand, nowNanos);
    }

    @Override
    public boolean settle(Hold hold, Money actual) {
        return when("settle", () -> memory.settle(hold, actual));
    }

    @Override
    public boolean release(Hold hold) {
        return when("release", () -> memory.release(hold));
    }

    @Override
    public boolean extend(Hold hold) {
        return memory.extend(hold);
    }
}
