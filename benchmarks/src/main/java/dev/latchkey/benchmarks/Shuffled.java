package dev.latchkey.benchmarks;

import java.util.Random;

/** Numbers in an order that has nothing to do with them, the same one in every run. */
public final class Shuffled {
    private Shuffled() {}

    /** All numbers from 0 that are less than this. */
    public static int[] below(int count) {
        int[] order = new int[count];
        Random random = new Random(42);
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
