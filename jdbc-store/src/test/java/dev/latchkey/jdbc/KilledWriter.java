package dev.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.key.KeyId;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.quota.BudgetState;
import dev.latchkey.quota.QuotaLedger;
import dev.latchkey.quota.TimeSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A {@link Writer} that is started, killed at some point, and asked for what it had acknowledged, again and again. */
final class KilledWriter {
    private final Supplier<String> url;
    private final Random random = new Random();
    private final List<String> made = new ArrayList<>();
    private long settled;

    /** Whatever it is that the URL, asked for at every start, leads to. */
    KilledWriter(Supplier<String> url) {
        this.url = url;
    }

    void kill(int rounds) throws IOException, SQLException {
        try (HikariDataSource source = Postgres.pool(url.get())) {
            Schema.migrate(source);
        }
        for (int round = 1; round <= rounds; round++) {
            try (Child child = Child.start(Writer.class, url.get(), "round" + round)) {
                read(child, 1 + random.nextInt(60));
                child.kill().forEach(this::note);
            }
            try (HikariDataSource source = Postgres.pool(url.get())) {
                assertAllIsThere(source, round);
            }
        }
    }

    private void read(Child child, int lines) throws IOException {
        for (int i = 0; i < lines; i++) {
            note(Objects.requireNonNull(child.line(), "the writer has failed"));
        }
    }

    /** The last line may have been cut off. */
    private void note(String line) {
        if (line.startsWith("made ") && line.endsWith(".")) {
            made.add(line.substring("made ".length(), line.length() - 1));
        } else if (line.startsWith("settled ") && line.endsWith(".")) {
            settled++;
        }
    }

    /** In each round, one thing may have been done that could not be acknowledged any more. */
    private void assertAllIsThere(HikariDataSource source, int rounds) throws SQLException {
        Set<String> there = JdbcKeyRepository.of(source).changesAfter(0).keys().stream()
                .map(ManagedKey::id)
                .map(KeyId::value)
                .collect(Collectors.toCollection(HashSet::new));
        assertThat(there).containsAll(made).hasSizeLessThanOrEqualTo(made.size() + rounds);
        JdbcQuotaLedger ledger = JdbcQuotaLedger.of(source);
        BudgetState state = ledger.usage(
                        Writer.demandOf(ledger), TimeSource.system().epochNanos())
                .budgets()
                .get(0);
        long calls = state.spent().nanos() / Writer.COST.nanos();
        assertThat(state.spent().nanos() % Writer.COST.nanos()).isZero();
        assertThat(calls).isBetween(settled, settled + rounds);
        assertThat(state.held().nanos()).isLessThanOrEqualTo(rounds * Writer.ESTIMATE.nanos());
        assertNoHoldIsForEver(source);
    }

    private static void assertNoHoldIsForEver(HikariDataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            long last = Statements.number(connection, "SELECT COALESCE(MAX(expires_at), 0) FROM latchkey_holds")
                    .orElseThrow();
            assertThat(last)
                    .isLessThanOrEqualTo(Dialect.of(connection).now(connection) + QuotaLedger.HOLD_LASTS.toNanos());
        }
    }
}
