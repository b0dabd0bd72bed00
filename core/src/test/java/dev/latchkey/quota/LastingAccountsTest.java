package dev.latchkey.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LastingAccountsTest {
    private static final int IDS = 100_000;
    private static final int THREADS = 4;
    private static final int ROUNDS = 5;

    private final LastingAccounts accounts = new LastingAccounts(AccountKind.KEY);

    @Test
    void everyIdKeepsItsAccountWhileTheTablesGrow() {
        MemoryAccount[] first = all(accounts);
        assertThat(new HashSet<>(Arrays.asList(first))).hasSize(IDS);
        assertThat(first).extracting(MemoryAccount::id).startsWith("key-0", "key-1", "key-2");
        assertThat(first).extracting(MemoryAccount::kind).containsOnly(AccountKind.KEY);
        assertThat(Arrays.equals(all(accounts), first)).isTrue();
    }

    @Test
    void idsOfOneHashAreApart() {
        assertThat("AaAa").hasSameHashCodeAs("BBBB").hasSameHashCodeAs("AaBB");
        MemoryAccount one = accounts.account("AaAa");
        MemoryAccount other = accounts.account("BBBB");
        assertThat(accounts.account("AaBB")).isNotSameAs(one).isNotSameAs(other);
        assertThat(accounts.account("AaAa")).isSameAs(one);
        assertThat(accounts.account("BBBB")).isSameAs(other);
    }

    /** All threads ask for the same ids in the same order, so that they meet at each newcomer and each larger table. */
    @Test
    void threadsThatAskForOneIdAtOnceGetOneAccount() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                LastingAccounts fresh = new LastingAccounts(AccountKind.KEY);
                CyclicBarrier start = new CyclicBarrier(THREADS);
                List<Future<MemoryAccount[]>> found = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    found.add(threads.submit(() -> {
                        start.await();
                        return all(fresh);
                    }));
                }
                MemoryAccount[] first = found.get(0).get(60, TimeUnit.SECONDS);
                assertThat(new HashSet<>(Arrays.asList(first))).hasSize(IDS);
                for (Future<MemoryAccount[]> others : found) {
                    assertThat(Arrays.equals(others.get(60, TimeUnit.SECONDS), first))
                            .as("same accounts in every thread")
                            .isTrue();
                }
                assertThat(Arrays.equals(all(fresh), first))
                        .as("none lost since")
                        .isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static MemoryAccount[] all(LastingAccounts accounts) {
        MemoryAccount[] all = new MemoryAccount[IDS];
        for (int i = 0; i < IDS; i++) {
            all[i] = accounts.account("key-" + i);
        }
        return all;
    }
}
