package dev.latchkey.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BoundedAccountsTest {
    private static final RateLimit LIMIT = RateLimit.of(1, RateWindow.MINUTE);

    private final At clock = new At("2026-03-01T00:00:10Z");
    private final QuotaLedger ledger = new MemoryLedger(clock, 100);

    @Test
    void whatIsNotRefilledIsNeverForgotten() {
        assertThat(admit("first")).isTrue();
        for (int i = 0; i < 10_000; i++) {
            admit("flood-" + i);
        }
        assertThat(admit("first")).isFalse();
    }

    @Test
    void aNewcomerWithoutRoomSharesAndKeepsWhatItUsedWhenRoomComes() {
        for (int i = 0; i < 100; i++) {
            admit("flood-" + i);
        }
        clock.pass(Duration.ofSeconds(30));
        assertThat(admit("newcomer")).isTrue();
        clock.pass(Duration.ofSeconds(30));
        assertThat(admit("newcomer")).isFalse();
        clock.pass(Duration.ofSeconds(30));
        assertThat(admit("newcomer")).isTrue();
    }

    @Test
    void aMillionAddressesSeenOnceLeaveRoomForEverybodyOnceRefilled() {
        for (int i = 0; i < 1_000_000; i++) {
            admit("flood-" + i);
        }
        clock.pass(Duration.ofMinutes(1));
        for (int i = 0; i < 100; i++) {
            assertThat(admit("later-" + i)).isTrue();
        }
    }

    @Test
    void onlySoManyAccountsAreKept() {
        BoundedAccounts accounts = new BoundedAccounts(AccountKind.ADDRESS, 100);
        int own = 0;
        for (int i = 0; i < 10_000; i++) {
            Account account = accounts.account("a" + i, clock.epochNanos());
            ((account instanceof CommonAccount common) ? common.shared() : (MemoryAccount) account)
                    .meter(LIMIT)
                    .take(1, clock.epochNanos());
        }
        for (int i = 0; i < 10_000; i++) {
            own += accounts.hasOwn("a" + i) ? 1 : 0;
        }
        assertThat(own).isEqualTo(100);
    }

    @Test
    void aHandleKeptAcrossAnEvictionCountsWithTheNewAccount() {
        Account kept = ledger.account("kept", AccountKind.ADDRESS);
        for (int i = 0; i < 200; i++) {
            admit("flood-" + i);
        }
        assertThat(admit("kept")).isTrue();
        Demand stale = Demand.builder().limit(kept, LIMIT).build();
        assertThat(ledger.admit(stale, Money.ZERO, clock.epochNanos())).isInstanceOf(OverLimit.class);
    }

    @Test
    void moneyIsNeverEvictedNorShared() {
        BudgetRule rule = BudgetRule.lifetime("usage", null, BudgetGate.WITHIN);
        for (int i = 0; i < 1_000; i++) {
            Account user = ledger.account("user-" + i, AccountKind.USER);
            ledger.startWith(user, Money.ofNanos(i));
        }
        for (int i = 0; i < 1_000; i++) {
            Account user = ledger.account("user-" + i, AccountKind.USER);
            Demand demand = Demand.builder().budget(user, rule).build();
            assertThat(ledger.usage(demand, clock.epochNanos()).budgets().get(0).spent())
                    .isEqualTo(Money.ofNanos(i));
        }
    }

    private boolean admit(String address) {
        Account account = ledger.account(address, AccountKind.ADDRESS);
        Demand demand = Demand.builder().limit(account, LIMIT).build();
        return ledger.admit(demand, Money.ZERO, clock.epochNanos()) instanceof Admitted;
    }
}
