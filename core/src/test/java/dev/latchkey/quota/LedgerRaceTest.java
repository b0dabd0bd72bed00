package dev.latchkey.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerRaceTest {
    private final At clock = new At("2026-03-01T00:00:10Z");
    private final QuotaLedger ledger = QuotaLedger.inMemory(clock);
    private final Account key = ledger.account("key-1", AccountKind.KEY);
    private final Account user = ledger.account("user-1", AccountKind.USER);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aThousandThreadsOnTheLastPermitAdmitExactlyOne() throws Exception {
        Demand last = Demand.builder()
                .limit(key, RateLimit.of(1, RateWindow.MINUTE))
                .limit(user, RateLimit.of(5, RateWindow.MINUTE))
                .build();
        assertThat(successes(1_000, i -> admit(last) instanceof Admitted)).isEqualTo(1);
        assertThat(ledger.usage(last, clock.epochNanos()).limits())
                .extracting(LimitState::remaining)
                .containsExactly(0L, 4L);
    }

    @Test
    void aThousandThreadsOnTheLastCentsAdmitWhatFits() throws Exception {
        BudgetRule rule = BudgetRule.lifetime("usage", Money.parse("0.10"), BudgetGate.WITHIN);
        Demand demand = Demand.builder().budget(key, rule).budget(user, rule).build();
        assertThat(successes(1_000, i -> admit(demand, Money.parse("0.01")) instanceof Admitted))
                .isEqualTo(10);
    }

    @Test
    void settlingAndReleasingAtOnceLetsExactlyOneWin() throws Exception {
        BudgetRule rule = BudgetRule.lifetime("usage", null, BudgetGate.WITHIN);
        Demand demand = Demand.builder().budget(key, rule).build();
        for (int round = 0; round < 200; round++) {
            Hold hold = ((Admitted) admit(demand, Money.parse("1"))).hold().orElseThrow();
            long before = spent(demand);
            AtomicBoolean settled = new AtomicBoolean();
            int won = successes(4, i -> i == 0 ? settles(hold, settled) : ledger.release(hold));
            assertThat(won).isEqualTo(1);
            assertThat(spent(demand) - before).isEqualTo(settled.get() ? 7 : 0);
            assertThat(ledger.usage(demand, clock.epochNanos()).budgets().get(0).held())
                    .isEqualTo(Money.ZERO);
        }
    }

    @Test
    void accountsNamedInOppositeOrderNeverWaitForEachOther() throws Exception {
        RateLimit limit = RateLimit.of(1_000_000, RateWindow.MINUTE);
        Demand there = Demand.builder().limit(key, limit).limit(user, limit).build();
        Demand back = Demand.builder().limit(user, limit).limit(key, limit).build();
        int rounds = 20_000;
        successes(4, i -> {
            for (int round = 0; round < rounds; round++) {
                admit(i % 2 == 0 ? there : back);
            }
            return true;
        });
        assertThat(ledger.usage(there, clock.epochNanos()).limits())
                .extracting(LimitState::remaining)
                .containsOnly(1_000_000L - 4L * rounds);
    }

    @Test
    void newcomersThatEvictEachOtherNeverGainAPermit() throws Exception {
        QuotaLedger small = new MemoryLedger(clock, 2);
        RateLimit one = RateLimit.of(1, RateWindow.MINUTE);
        int admitted = successes(400, i -> {
            Account address = small.account("192.0.2." + i % 8, AccountKind.ADDRESS);
            return small.admit(Demand.builder().limit(address, one).build(), Money.ZERO, clock.epochNanos())
                    instanceof Admitted;
        });
        assertThat(admitted).isBetween(3, 8);
    }

    private boolean settles(Hold hold, AtomicBoolean settled) {
        settled.set(ledger.settle(hold, Money.ofNanos(7)));
        return settled.get();
    }

    private Outcome admit(Demand demand) {
        return admit(demand, Money.ZERO);
    }

    private Outcome admit(Demand demand, Money estimate) {
        return ledger.admit(demand, estimate, clock.epochNanos());
    }

    private long spent(Demand demand) {
        return ledger.usage(demand, clock.epochNanos()).budgets().get(0).spent().nanos();
    }

    /** How many of so many threads, all let go at once, say yes. */
    private int successes(int count, IntPredicate task) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Boolean>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int thread = i;
            answers.add(threads.submit(() -> {
                go.await();
                return task.test(thread);
            }));
        }
        go.countDown();
        int yes = 0;
        for (Future<Boolean> answer : answers) {
            yes += answer.get(60, TimeUnit.SECONDS) ? 1 : 0;
        }
        return yes;
    }
}
