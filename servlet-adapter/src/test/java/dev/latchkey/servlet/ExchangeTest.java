package dev.latchkey.servlet;

import static dev.latchkey.servlet.TestKeys.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Admitted;
import dev.latchkey.Authenticator;
import dev.latchkey.Call;
import dev.latchkey.Granted;
import dev.latchkey.Reservation;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.BudgetState;
import dev.latchkey.quota.Money;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The arithmetic at the end of an exchange whose call was estimated at a quarter of a dollar. */
final class ExchangeTest {
    private static final Money ESTIMATE = Money.parse("0.25");

    private final LogCapture log = new LogCapture();
    private final Authenticator gate = Authenticator.builder(Profiles.standard())
            .keys(TestKeys.of(TestKeys.record("alice", ALICE)
                    .permits(
                            KeyPermits.builder().usageLimit(Money.parse("1.00")).build())
                    .build()))
            .build();
    private final Granted alice = (Granted) gate.verify(ALICE);
    private final Reservation reservation = reserve();
    private final Exchange exchange = new Exchange();

    private Reservation reserve() {
        ServletRequestView unread =
                new ServletRequestView(Blank.of(HttpServletRequest.class), Blank.of(HttpServletRequest.class));
        Call call = Call.builder().estimate(ESTIMATE).build();
        return ((Admitted) gate.authorize(alice, unread, call)).reservation();
    }

    @BeforeEach
    void holdTheMoney() {
        exchange.hold(new HeldMoney(reservation, "/v1/chat", new LedgerTrouble()));
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    private void assertStanding(Money spent, Money stillHeld) {
        BudgetState budget = gate.usage(alice).budgets().get(0);
        assertThat(budget.spent()).isEqualTo(spent);
        assertThat(budget.held()).isEqualTo(stillHeld);
    }

    @Test
    void theEstimateIsBookedWhenAnExchangeReturnsUnsettled() {
        exchange.dispatchReturned(synchronous());
        assertStanding(ESTIMATE, Money.ZERO);
        assertThat(log.warnings()).hasSize(1);
    }

    @Test
    void theEstimateIsBookedWhenAnExchangeCompletesUnsettled() {
        exchange.onComplete(new AsyncEvent(null));
        assertStanding(ESTIMATE, Money.ZERO);
    }

    @Test
    void theEstimateIsBookedWhenAnExchangeFailsAfterItsAnswerBegan() {
        exchange.dispatchFailed(response(true));
        assertStanding(ESTIMATE, Money.ZERO);
    }

    @Test
    void nothingIsBookedWhenAnExchangeFailsBeforeItsAnswer() {
        exchange.dispatchFailed(response(false));
        assertStanding(Money.ZERO, Money.ZERO);
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void aTimeoutAloneIsNoEnd() {
        exchange.onTimeout(new AsyncEvent(null));
        exchange.onError(new AsyncEvent(null));
        assertStanding(Money.ZERO, ESTIMATE);
    }

    @Test
    void whatTheHostHasSettledIsNotBookedAgain() {
        reservation.settle(Money.parse("0.75"));
        exchange.dispatchReturned(synchronous());
        assertStanding(Money.parse("0.75"), Money.ZERO);
        assertThat(log.warnings()).isEmpty();
    }

    private static HttpServletRequest synchronous() {
        return new HttpServletRequestWrapper(Blank.of(HttpServletRequest.class)) {
            @Override
            public boolean isAsyncStarted() {
                return false;
            }
        };
    }

    private static HttpServletResponse response(boolean committed) {
        return new HttpServletResponseWrapper(Blank.of(HttpServletResponse.class)) {
            @Override
            public boolean isCommitted() {
                return committed;
            }
        };
    }
}
