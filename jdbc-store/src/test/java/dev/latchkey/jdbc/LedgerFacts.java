package dev.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.manage.RepositoryException;
import dev.latchkey.quota.Account;
import dev.latchkey.quota.AccountKind;
import dev.latchkey.quota.Admitted;
import dev.latchkey.quota.BudgetGate;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.BudgetRule;
import dev.latchkey.quota.BudgetState;
import dev.latchkey.quota.BudgetUnit;
import dev.latchkey.quota.Demand;
import dev.latchkey.quota.Hold;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.Outcome;
import dev.latchkey.quota.OverBudget;
import dev.latchkey.quota.OverLimit;
import dev.latchkey.quota.QuotaLedger;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import dev.latchkey.quota.TimeSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of money in any database. */
abstract class LedgerFacts {
    private static final long NOW = TimeSource.system().epochNanos();
    private static final BudgetRule DOLLAR = lifetime("usage", "1.00");

    private HikariDataSource source;
    private JdbcQuotaLedger ledger;
    private Account key;

    private static BudgetRule lifetime(String name, String cap) {
        return BudgetRule.lifetime(name, Money.parse(cap), BudgetGate.WITHIN);
    }

    abstract HikariDataSource newDatabase() throws SQLException;

    @BeforeEach
    void open() throws SQLException {
        source = newDatabase();
        Schema.migrate(source);
        ledger = JdbcQuotaLedger.of(source);
        key = ledger.account("key-1", AccountKind.KEY);
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void moneyIsHeldUpToTheCapAndNotBeyond() {
        assertThat(admit(DOLLAR, "0.60")).isInstanceOf(Admitted.class);
        assertThat(admit(DOLLAR, "0.400000001")).isInstanceOf(OverBudget.class);
        assertThat(admit(DOLLAR, "0.40")).isInstanceOf(Admitted.class);
        OverBudget over = (OverBudget) admit(DOLLAR, "0");
        assertThat(over.budget()).isEqualTo(state(DOLLAR));
        assertThat(state(DOLLAR).held()).isEqualTo(Money.parse("1.00"));
    }

    @Test
    void aCallIsSettledOnceAndForAll() {
        Hold hold = hold(DOLLAR, "0.60");
        assertThat(ledger.settle(hold, Money.parse("0.10"))).isTrue();
        assertThat(ledger.settle(hold, Money.parse("0.10"))).isFalse();
        assertThat(ledger.release(hold)).isFalse();
        assertThat(ledger.extend(hold)).isFalse();
        assertSpent(DOLLAR, "0.10", "0");
    }

    @Test
    void aCallThatCostNothingIsReleasedOnce() {
        Hold hold = hold(DOLLAR, "0.60");
        assertThat(ledger.release(hold)).isTrue();
        assertThat(ledger.release(hold)).isFalse();
        assertThat(ledger.settle(hold, Money.parse("0.10"))).isFalse();
        assertSpent(DOLLAR, "0", "0");
    }

    @Test
    void manyWhoSettleTheSameCallBookItOnce() {
        Hold hold = hold(DOLLAR, "0.60");
        List<CompletableFuture<Boolean>> all = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> ledger.settle(hold, Money.parse("0.30"))))
                .limit(8)
                .toList();
        assertThat(all.stream().filter(CompletableFuture::join)).hasSize(1);
        assertSpent(DOLLAR, "0.30", "0");
    }

    @Test
    void aCostAboveTheEstimateIsBookedInFull() {
        ledger.settle(hold(DOLLAR, "0.10"), Money.parse("7.00"));
        assertSpent(DOLLAR, "7.00", "0");
        assertThat(admit(DOLLAR, "0")).isInstanceOf(OverBudget.class);
    }

    @Test
    void anExpiredHoldHoldsNothingBackAndIsStillSettledOnce() throws SQLException {
        Hold hold = hold(DOLLAR, "0.60");
        letTimePass(QuotaLedger.HOLD_LASTS);
        assertSpent(DOLLAR, "0", "0");
        assertThat(ledger.extend(hold)).isFalse();
        assertThat(ledger.settle(hold, Money.parse("0.50"))).isTrue();
        assertThat(ledger.settle(hold, Money.parse("0.50"))).isFalse();
        assertSpent(DOLLAR, "0.50", "0");
    }

    @Test
    void aHoldThatIsExtendedLastsAsLongAgain() throws SQLException {
        Hold hold = hold(DOLLAR, "0.60");
        letTimePass(QuotaLedger.HOLD_LASTS.minusMinutes(1));
        assertThat(ledger.extend(hold)).isTrue();
        letTimePass(QuotaLedger.HOLD_LASTS.minusMinutes(1));
        assertSpent(DOLLAR, "0", "0.60");
    }

    @Test
    void aPeriodThatIsOverStartsAgainWithTheNextUse() throws SQLException {
        BudgetRule daily =
                new BudgetRule("period", Money.parse("1.00"), BudgetReset.every(1, BudgetUnit.DAY), BudgetGate.WITHIN);
        Hold before = hold(daily, "0.10");
        ledger.settle(hold(daily, "0.90"), Money.parse("0.90"));
        assertThat(state(daily).resetAt()).isPresent();
        letTimePass(Duration.ofHours(23));
        assertThat(admit(daily, "0.20")).isInstanceOf(OverBudget.class);
        letTimePass(Duration.ofHours(1));
        assertSpent(daily, "0", "0");
        assertThat(state(daily).resetAt()).isEmpty();
        assertThat(ledger.settle(before, Money.parse("0.30"))).isTrue();
        assertSpent(daily, "0.30", "0");
        assertThat(state(daily).resetAt()).isPresent();
    }

    @Test
    void anotherCapKeepsWhatWasSpentAndAnotherResetForgetsIt() {
        ledger.settle(hold(DOLLAR, "0.60"), Money.parse("0.60"));
        assertThat(admit(lifetime("usage", "0.50"), "0")).isInstanceOf(OverBudget.class);
        BudgetRule weekly =
                new BudgetRule("usage", Money.parse("1.00"), BudgetReset.aligned(BudgetUnit.WEEK), BudgetGate.WITHIN);
        assertSpent(weekly, "0", "0");
        assertThat(admit(weekly, "1.00")).isInstanceOf(Admitted.class);
    }

    @Test
    void whatWasSpentBeforeCountsInLifetimesOnly() {
        assertThat(ledger.startWith(key, Money.parse("0.70"))).isTrue();
        assertThat(ledger.startWith(key, Money.parse("0.70"))).isTrue();
        assertThat(ledger.startWith(key, Money.parse("0.80"))).isFalse();
        assertSpent(DOLLAR, "0.70", "0");
        assertThat(admit(DOLLAR, "0.40")).isInstanceOf(OverBudget.class);
        assertThat(admit(DOLLAR, "0.30")).isInstanceOf(Admitted.class);
        assertSpent(DOLLAR, "0.70", "0.30");
        BudgetRule weekly = new BudgetRule("period", null, BudgetReset.aligned(BudgetUnit.WEEK), BudgetGate.WITHIN);
        assertSpent(weekly, "0", "0");
    }

    @Test
    void moneyThatIsInUseStartsWithNothing() {
        hold(DOLLAR, "0.10");
        assertThat(ledger.startWith(key, Money.parse("0.70"))).isFalse();
        assertThat(ledger.startWith(key, Money.ZERO)).isTrue();
    }

    @Test
    void ofSeveralBudgetsAllAreHeldOrNone() {
        Account user = ledger.account("a user: ü", AccountKind.USER);
        BudgetRule small = lifetime("usage", "0.20");
        Demand both = Demand.builder().budget(key, DOLLAR).budget(user, small).build();
        OverBudget over = (OverBudget) ledger.admit(both, Money.parse("0.30"), NOW);
        assertThat(over.index()).isEqualTo(1);
        assertSpent(DOLLAR, "0", "0");
        Hold hold = held(ledger.admit(both, Money.parse("0.20"), NOW));
        ledger.settle(hold, Money.parse("0.15"));
        assertThat(ledger.usage(both, NOW).budgets())
                .extracting(BudgetState::spent)
                .containsOnly(Money.parse("0.15"));
    }

    @Test
    void sumsNearTheTopStayThereAndNeverWrap() {
        BudgetRule counted = BudgetRule.lifetime("usage", null, BudgetGate.WITHIN);
        ledger.settle(hold(counted, "1.00"), Money.ofNanos(Long.MAX_VALUE - 1));
        assertThat(admit(counted, "1.00")).isInstanceOf(OverBudget.class);
        ledger.settle(hold(counted, "0.000000001"), Money.parse("5.00"));
        assertThat(state(counted).spent().nanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aCallThatMoneyRefusesTakesNoPermit() {
        Demand demand = limited(1);
        assertThat(ledger.admit(demand, Money.parse("1.01"), NOW)).isInstanceOf(OverBudget.class);
        assertThat(ledger.admit(demand, Money.parse("1.00"), NOW)).isInstanceOf(Admitted.class);
    }

    @Test
    void aCallThatALimitRefusesHoldsNoMoney() {
        Demand demand = limited(5);
        List<CompletableFuture<Outcome>> all = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> ledger.admit(demand, Money.parse("0.01"), NOW)))
                .limit(20)
                .toList();
        assertThat(all.stream().map(CompletableFuture::join).filter(Admitted.class::isInstance))
                .hasSize(5);
        assertThat(ledger.admit(demand, Money.parse("0.01"), NOW)).isInstanceOf(OverLimit.class);
        assertSpent(DOLLAR, "0", "0.05");
    }

    private Demand limited(long permits) {
        return Demand.builder()
                .limit(key, RateLimit.of(permits, RateWindow.HOUR))
                .budget(key, DOLLAR)
                .build();
    }

    @Test
    void aProbeTakesNothing() {
        Demand demand = limited(1);
        for (int i = 0; i < 3; i++) {
            Admitted probed = (Admitted) ledger.probe(demand, Money.parse("1.00"), NOW);
            assertThat(probed.hold()).isEmpty();
            assertThat(probed.limits()).extracting(state -> state.remaining()).containsExactly(1L);
        }
        assertThat(ledger.probe(demand, Money.parse("1.01"), NOW)).isInstanceOf(OverBudget.class);
        assertThat(ledger.startWith(key, Money.parse("0.10"))).isTrue();
    }

    @Test
    void anotherNodeSeesTheSameMoneyAndSettlesItsOwn() {
        JdbcQuotaLedger other = JdbcQuotaLedger.of(source);
        hold(DOLLAR, "0.60");
        Demand theirs = Demand.builder()
                .budget(other.account("key-1", AccountKind.KEY), DOLLAR)
                .build();
        assertThat(other.admit(theirs, Money.parse("0.50"), NOW)).isInstanceOf(OverBudget.class);
        other.settle(held(other.admit(theirs, Money.parse("0.40"), NOW)), Money.parse("0.40"));
        assertSpent(DOLLAR, "0.40", "0.60");
    }

    @Test
    void aBudgetUnderContentionIsSpentToTheLastNano() {
        List<CompletableFuture<Long>> spenders = Stream.generate(() -> CompletableFuture.supplyAsync(this::spend))
                .limit(6)
                .toList();
        assertThat(spenders.stream().mapToLong(CompletableFuture::join).sum()).isEqualTo(1_000_000_000);
        assertSpent(DOLLAR, "1.00", "0");
    }

    private long spend() {
        long spent = 0;
        while (admit(DOLLAR, "0.02") instanceof Admitted admitted) {
            Hold hold = admitted.hold().orElseThrow();
            spent += hold.estimate().nanos();
            ledger.settle(hold, hold.estimate());
        }
        return spent;
    }

    @Test
    void accountsAndHoldsOfAnotherLedgerAreRefused() {
        QuotaLedger memory = QuotaLedger.inMemory(TimeSource.system());
        Account foreign = memory.account("key-1", AccountKind.KEY);
        Demand demand = Demand.builder().budget(foreign, DOLLAR).build();
        Hold hold = held(memory.admit(demand, Money.ZERO, NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> ledger.admit(demand, Money.ZERO, NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> ledger.settle(hold, Money.ZERO));
    }

    @Test
    void aDatabaseThatIsGoneIsSaidSoAndNothingIsTaken() {
        Demand demand = limited(1);
        source.close();
        assertThatThrownBy(() -> ledger.admit(demand, Money.ZERO, NOW)).isInstanceOf(RepositoryException.class);
        Demand permitsOnly =
                Demand.builder().limit(key, RateLimit.of(1, RateWindow.HOUR)).build();
        assertThat(ledger.admit(permitsOnly, Money.ZERO, NOW)).isInstanceOf(Admitted.class);
    }

    private Outcome admit(BudgetRule rule, String estimate) {
        return ledger.admit(Demand.builder().budget(key, rule).build(), Money.parse(estimate), NOW);
    }

    private Hold hold(BudgetRule rule, String estimate) {
        return held(admit(rule, estimate));
    }

    private static Hold held(Outcome outcome) {
        return ((Admitted) outcome).hold().orElseThrow();
    }

    private BudgetState state(BudgetRule rule) {
        return ledger.usage(Demand.builder().budget(key, rule).build(), NOW)
                .budgets()
                .get(0);
    }

    private void assertSpent(BudgetRule rule, String spent, String held) {
        assertThat(state(rule).spent()).isEqualTo(Money.parse(spent));
        assertThat(state(rule).held()).isEqualTo(Money.parse(held));
    }

    /** The database's clock cannot be moved; what is to come can be brought nearer. */
    private void letTimePass(Duration time) throws SQLException {
        try (Connection connection = source.getConnection()) {
            Statements.update(connection, "UPDATE latchkey_holds SET expires_at = expires_at - ?", time.toNanos());
            Statements.update(connection, "UPDATE latchkey_spending SET period_end = period_end - ?", time.toNanos());
        }
    }
}
