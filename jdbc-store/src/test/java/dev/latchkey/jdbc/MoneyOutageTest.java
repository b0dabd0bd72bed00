package dev.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.Admission;
import dev.latchkey.Admitted;
import dev.latchkey.Authenticator;
import dev.latchkey.Call;
import dev.latchkey.Denied;
import dev.latchkey.Granted;
import dev.latchkey.Reason;
import dev.latchkey.Request;
import dev.latchkey.Reservation;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyTable;
import dev.latchkey.key.MintedKey;
import dev.latchkey.manage.RepositoryException;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.BudgetState;
import dev.latchkey.quota.Money;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Money behind a gate while its database is out of reach. */
class MoneyOutageTest {
    private final Severed way = new Severed();
    private HikariDataSource source;
    private Authenticator gate;
    private Granted who;

    @BeforeEach
    void open(@TempDir Path directory) {
        source = H2.pool(directory);
        Schema.migrate(source);
        MintedKey minted = KeyFormat.standard().mint();
        KeyPermits permits = KeyPermits.builder()
                .usageLimit(Money.parse("1.00"))
                .startingUsage(Money.parse("0.70"))
                .build();
        KeyRecord record = KeyRecord.builder(KeySecret.digest(minted.hash(HashScheme.sha256())))
                .permits(permits)
                .build();
        gate = Authenticator.builder(Profiles.standard())
                .keys(KeySource.of(KeyTable.of(List.of(record))))
                .ledger(JdbcQuotaLedger.of(way.wayTo(source)))
                .build();
        who = (Granted) gate.verify(minted.revealOnce());
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void nobodyIsAdmittedWhileMoneyCannotBeAsked() {
        way.sever();
        assertThat(ask("0.10"))
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Reason.UNAVAILABLE));
        way.mend();
        assertThat(ask("0.10")).isInstanceOf(Admitted.class);
    }

    @Test
    void whatWasSpentBeforeCountsEvenIfTheFirstCallCameDuringAnOutage() {
        way.sever();
        ask("0.10");
        way.mend();
        assertThat(ask("0.31")).isInstanceOf(Denied.class);
        assertThat(ask("0.30")).isInstanceOf(Admitted.class);
    }

    @Test
    void aSettlementThatFailedIsMadeAgainAndBookedOnce() {
        Reservation reservation = ((Admitted) ask("0.20")).reservation();
        way.sever();
        assertThatThrownBy(() -> reservation.settle(Money.parse("0.15"))).isInstanceOf(RepositoryException.class);
        way.mend();
        assertThat(reservation.settle(Money.parse("0.15"))).isTrue();
        assertThat(reservation.settle(Money.parse("0.15"))).isFalse();
        assertThat(gate.usage(who).budgets()).extracting(BudgetState::spent).containsExactly(Money.parse("0.85"));
    }

    private Admission ask(String estimate) {
        return gate.authorize(
                who, new Chat(), Call.builder().estimate(Money.parse(estimate)).build());
    }

    private record Chat() implements Request {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String target() {
            return path();
        }

        @Override
        public String path() {
            return "/v1/chat/completions";
        }

        @Override
        public List<String> headers(String name) {
            return List.of();
        }

        @Override
        public InetAddress peerAddress() {
            return InetAddress.getLoopbackAddress();
        }
    }
}
