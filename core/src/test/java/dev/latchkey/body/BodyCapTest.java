package dev.latchkey.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BodyCapTest {
    private final BodyCap cap = BodyCap.of(1000);

    @Test
    void grantsUpToTheLastByte() {
        BodyShare share = cap.open();

        assertThat(share.add(999)).isTrue();
        assertThat(share.add(2)).isFalse();
        assertThat(share.add(1)).isTrue();
        assertThat(share.bytes()).isEqualTo(1000);
    }

    @Test
    void aHugeDemandIsRefusedWithoutOverflow() {
        cap.open().add(10);

        assertThat(cap.open().add(Long.MAX_VALUE)).isFalse();
        assertThat(cap.usedBytes()).isEqualTo(10);
    }

    @Test
    void whatIsGivenBackIsFreeForOthers() {
        BodyShare share = cap.open();
        share.add(1000);
        share.giveBack(400);

        assertThat(cap.open().add(400)).isTrue();
    }

    @Test
    void closingTwiceGivesBackOnce() {
        BodyShare share = cap.open();
        BodyShare other = cap.open();
        share.add(100);
        other.add(50);
        share.close();
        share.close();
        share.giveBack(50);

        assertThat(cap.usedBytes()).isEqualTo(50);
        assertThat(share.bytes()).isZero();
    }

    @Test
    void aClosedShareIsGrantedNothing() {
        BodyShare share = cap.open();
        share.close();

        assertThat(share.add(1)).isFalse();
        assertThat(cap.usedBytes()).isZero();
    }

    @Test
    void moreThanIsHeldIsNotTakenBack() {
        BodyShare share = cap.open();
        share.add(5);

        assertThatThrownBy(() -> share.giveBack(6)).isInstanceOf(IllegalArgumentException.class);
        assertThat(cap.usedBytes()).isEqualTo(5);
    }

    @Test
    void aCapBelowOneAndNegativeBytesAreMistakesOfTheCaller() {
        assertThatThrownBy(() -> BodyCap.of(0)).hasMessage("maxBytes: expected 1 or more, found 0");
        assertThatThrownBy(() -> cap.open().add(-1)).hasMessage("bytes: expected 0 or more, found -1");
    }

    @Test
    void underContentionExactlyTheBoundIsGranted() throws Exception {
        AtomicInteger granted = new AtomicInteger();
        race(8, () -> {
            for (int i = 0; i < 500; i++) {
                granted.addAndGet(cap.open().add(1) ? 1 : 0);
            }
        });

        assertThat(granted).hasValue(1000);
        assertThat(cap.usedBytes()).isEqualTo(1000);
    }

    @Test
    void addingAndClosingAtOnceLeavesNothingBehind() throws Exception {
        for (int round = 0; round < 300; round++) {
            BodyShare share = cap.open();
            AtomicInteger turn = new AtomicInteger();
            race(3, () -> {
                if (turn.getAndIncrement() == 0) {
                    share.close();
                } else {
                    share.add(7);
                }
            });
        }
        assertThat(cap.usedBytes()).isZero();
    }

    private static void race(int threads, Runnable task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> runs = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            runs.add(pool.submit(() -> {
                start.await();
                task.run();
                return null;
            }));
        }
        start.countDown();
        for (Future<?> run : runs) {
            run.get();
        }
        pool.shutdown();
    }
}
