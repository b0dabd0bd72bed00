package dev.latchkey.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Demands that name the same accounts in opposite orders never wait for each other. */
class LockOrderTest {
    private static final int ROUNDS = 20_000;
    private static final RateLimit LIMIT = RateLimit.of(1_000_000, RateWindow.MINUTE);

    private final At clock = new At("2026-03-01T00:00:10Z");

    @Test
    void accountsOfOneKind() throws Exception {
        for (AccountKind kind : AccountKind.values()) {
            QuotaLedger ledger = QuotaLedger.inMemory(clock);
            assertThat(remaining(ledger, ledger.account("a", kind), ledger.account("b", kind)))
                    .containsOnly(1_000_000L - 2 * ROUNDS);
        }
    }

    @Test
    void accountsThatManySubjectsShare() throws Exception {
        QuotaLedger full = new MemoryLedger(clock, 1);
        Demand own = Demand.builder()
                .limit(full.account("own", AccountKind.ADDRESS), LIMIT)
                .build();
        full.admit(own, Money.ZERO, clock.epochNanos());
        Account one = full.account("a", AccountKind.ADDRESS);
        Account other = full.account("b", AccountKind.ADDRESS);
        assertThat(List.of(one, other)).hasOnlyElementsOfType(CommonAccount.class);
        assertThat(remaining(full, one, other)).containsOnly(1_000_000L - 2 * ROUNDS);
    }

    private List<Long> remaining(QuotaLedger ledger, Account one, Account other) throws Exception {
        Demand there = Demand.builder().limit(one, LIMIT).limit(other, LIMIT).build();
        Demand back = Demand.builder().limit(other, LIMIT).limit(one, LIMIT).build();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier start = new CyclicBarrier(2);
            Future<?> first = threads.submit(() -> admit(ledger, there, start));
            Future<?> second = threads.submit(() -> admit(ledger, back, start));
            first.get(60, TimeUnit.SECONDS);
            second.get(60, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
        return ledger.usage(there, clock.epochNanos()).limits().stream()
                .map(LimitState::remaining)
                .toList();
    }

    private Void admit(QuotaLedger ledger, Demand demand, CyclicBarrier start) throws Exception {
        start.await();
        for (int round = 0; round < ROUNDS; round++) {
            ledger.admit(demand, Money.ZERO, clock.epochNanos());
        }
        return null;
    }
}
