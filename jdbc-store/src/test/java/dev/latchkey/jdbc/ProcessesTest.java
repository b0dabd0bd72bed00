package dev.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.quota.BudgetState;
import dev.latchkey.quota.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ProcessesTest {
    @Test
    void fourProcessesSpendOneBudgetNeverOverItAndExactlyWhatTheySay() throws Exception {
        String url = Postgres.newDatabase();
        try (HikariDataSource source = Postgres.pool(url)) {
            Schema.migrate(source);
            JdbcQuotaLedger ledger = JdbcQuotaLedger.of(source);
            List<Child> children = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                children.add(Child.start(Spender.class, url));
            }
            List<CompletableFuture<Long>> said = children.stream()
                    .map(child -> CompletableFuture.supplyAsync(
                            () -> Long.parseLong(child.lines().get(0))))
                    .toList();
            CompletableFuture<Void> all = CompletableFuture.allOf(said.toArray(CompletableFuture[]::new));
            while (!all.isDone()) {
                BudgetState state = state(ledger);
                assertThat(state.spent().nanos() + state.held().nanos()).isLessThanOrEqualTo(Spender.CAP.nanos());
            }
            assertThat(said).allMatch(spent -> spent.join() > 0);
            assertThat(state(ledger).spent().nanos())
                    .isEqualTo(said.stream().mapToLong(CompletableFuture::join).sum())
                    .isGreaterThan(Spender.CAP.nanos() - 2_000_000);
            assertThat(state(ledger).held().nanos()).isZero();
        }
    }

    private static BudgetState state(JdbcQuotaLedger ledger) {
        return ledger.usage(Spender.demandOf(ledger), TimeSource.system().epochNanos())
                .budgets()
                .get(0);
    }
}
