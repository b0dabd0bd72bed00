package dev.latchkey;

import static dev.latchkey.Calls.key;
import static dev.latchkey.Calls.perMinute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.KeyTable;
import dev.latchkey.profile.Profiles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys are reloaded while they are in use, and their limits know nothing of it. */
class AuthorizeUnderReloadTest {
    private static final int RELOADS = 1000;
    private static final int THREADS = 4;
    private static final int LIMIT = 5000;

    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    private final TestClock clock = new TestClock();

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void aThousandReloadsUnderLoadAdmitExactlyTheLimit() throws InterruptedException, ExecutionException {
        TestSource source = new TestSource(clock, table());
        Calls calls = new Calls(Authenticator.builder(Profiles.standard())
                .keys(source)
                .time(clock)
                .build());
        AtomicBoolean reloaded = new AtomicBoolean();
        CountDownLatch running = new CountDownLatch(THREADS);
        List<Future<Integer>> admitted = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            admitted.add(pool.submit(caller(calls, running, reloaded)));
        }
        running.await();
        for (int i = 0; i < RELOADS; i++) {
            source.replace(table());
        }
        reloaded.set(true);
        int sum = 0;
        for (Future<Integer> each : admitted) {
            sum += each.get();
        }
        assertThat(sum).isEqualTo(LIMIT);
    }

    private static KeyTable table() {
        return KeyTable.of(List.of(key(perMinute(LIMIT))));
    }

    /** Calls as long as keys are reloaded, and until the limit is spent. */
    private static Callable<Integer> caller(Calls calls, CountDownLatch running, AtomicBoolean reloaded) {
        return () -> {
            running.countDown();
            int admitted = 0;
            boolean spent = false;
            while (!spent || !reloaded.get()) {
                spent = calls.make() instanceof Denied;
                admitted += spent ? 0 : 1;
            }
            return admitted;
        };
    }
}
