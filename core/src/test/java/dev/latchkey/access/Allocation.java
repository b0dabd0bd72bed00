package dev.latchkey.access;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.BooleanSupplier;

/** What a call allocates on this thread once it is warm, read from the virtual machine's own counters. */
final class Allocation {
    private static final int WARM_UP = 200_000;
    private static final int CALLS = 100_000;
    private static final int ROUNDS = 5;

    private Allocation() {}

    /** Whole bytes for each call, in the best of a few rounds: the compiler and the counters now and then add their own. */
    static long perCall(BooleanSupplier call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        run(call, WARM_UP);
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            run(call, CALLS);
            least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / CALLS);
        }
        return least;
    }

    private static void run(BooleanSupplier call, int times) {
        int met = 0;
        for (int i = 0; i < times; i++) {
            met += call.getAsBoolean() ? 1 : 0;
        }
        if (met != 0 && met != times) {
            throw new AssertionError("the same question had two answers");
        }
    }
}
