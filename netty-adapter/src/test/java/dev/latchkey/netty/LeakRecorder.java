package dev.latchkey.netty;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Netty's leak detector, keeping what it reports; named by a system property of the test run. */
public final class LeakRecorder<T> extends ResourceLeakDetector<T> {
    private static final ConcurrentLinkedQueue<String> REPORTS = new ConcurrentLinkedQueue<>();

    // Netty makes its detectors by reflection, through either of these.
    public LeakRecorder(Class<?> resourceType, int samplingInterval) {
        super(resourceType, samplingInterval);
    }

    public LeakRecorder(Class<?> resourceType, int samplingInterval, long maxActive) {
        super(resourceType, samplingInterval);
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        REPORTS.add(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        REPORTS.add(resourceType);
    }

    /** Collects garbage until what was dropped before this call is known to be found, and takes the reports. */
    static List<String> sweep() {
        // References of one collection are handed out in no order, but before those of the next.
        collect();
        collect();
        provokeReports();
        List<String> reports = new ArrayList<>();
        for (String report = REPORTS.poll(); report != null; report = REPORTS.poll()) {
            reports.add(report);
        }
        return reports;
    }

    private static void collect() {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        PhantomReference<Object> canary = new PhantomReference<>(new byte[1], queue);
        try {
            do {
                System.gc();
            } while (queue.remove(100) != canary);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The detector looks at its queue when the next buffer is made. */
    private static void provokeReports() {
        ByteBufAllocator.DEFAULT.buffer(1).release();
        ByteBufAllocator.DEFAULT.compositeBuffer().release();
        UnpooledByteBufAllocator.DEFAULT.directBuffer(1).release();
    }
}
