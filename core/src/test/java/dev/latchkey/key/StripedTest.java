package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StripedTest {
    private final AtomicInteger made = new AtomicInteger();
    private final Striped<int[]> striped = new Striped<>(() -> new int[] {made.getAndIncrement()});

    @Test
    void whatWasGivenBackIsLentAgain() {
        int[] first = striped.take();
        striped.giveBack(first);
        assertThat(striped.take()).isSameAs(first);
    }

    @Test
    void whoComesWhileItIsLentGetsAnother() {
        assertThat(striped.take()).isNotSameAs(striped.take());
    }

    @Test
    void aThousandShortThreadsShareAFew() throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            Thread thread = new Thread(() -> striped.giveBack(striped.take()));
            thread.start();
            thread.join();
        }
        assertThat(made.get()).isLessThanOrEqualTo(64);
    }

    @Test
    void threadsThatHashAtOnceGetTheirOwnDigests() throws Exception {
        byte[][] texts = new byte[200][];
        KeyHash[] alone = new KeyHash[texts.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = ("key-" + i).repeat(1 + i % 30).getBytes(StandardCharsets.US_ASCII);
            alone[i] = KeyHash.of(Sha256.newDigest().digest(texts[i]));
        }
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int thread = 0; thread < 100; thread++) {
                work.add(() -> wrong(texts, alone));
            }
            for (Future<Integer> wrong : threads.invokeAll(work)) {
                assertThat(wrong.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static int wrong(byte[][] texts, KeyHash[] expected) {
        int wrong = 0;
        for (int i = 0; i < texts.length; i++) {
            wrong += Sha256.of(texts[i]).equals(expected[i]) ? 0 : 1;
        }
        return wrong;
    }
}
