package dev.latchkey.jdbc;

import dev.latchkey.Authenticator;
import dev.latchkey.Granted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Threads that present good keys and bad ones all the time, and count the wrong answers. */
final class Load implements AutoCloseable {
    private final AtomicLong falseAccepts = new AtomicLong();
    private final AtomicLong falseRefusals = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    Load(Authenticator gate, List<String> good, List<String> bad) {
        for (int i = 0; i < 2; i++) {
            threads.add(new Thread(() -> run(gate, good, bad), "load"));
        }
        threads.forEach(Thread::start);
    }

    private void run(Authenticator gate, List<String> good, List<String> bad) {
        for (int i = 0; !over; i++) {
            if (!(gate.verify(good.get(i % good.size())) instanceof Granted)) {
                falseRefusals.incrementAndGet();
            }
            if (gate.verify(bad.get(i % bad.size())) instanceof Granted) {
                falseAccepts.incrementAndGet();
            }
            answers.addAndGet(2);
            // As fast as it can be would leave the database nothing of the machine.
            if (i % 100 == 0) {
                Await.pause();
            }
        }
    }

    /** Waits for so many answers more. */
    void more(long count) throws Exception {
        long enough = answers.get() + count;
        Await.until(() -> answers.get() >= enough);
    }

    long falseAccepts() {
        return falseAccepts.get();
    }

    long falseRefusals() {
        return falseRefusals.get();
    }

    @Override
    public void close() {
        over = true;
        threads.forEach(Load::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
