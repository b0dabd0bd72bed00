package dev.latchkey.servlet;

import static dev.latchkey.servlet.TestKeys.ALICE;
import static dev.latchkey.servlet.TestKeys.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.Granted;
import dev.latchkey.Reservation;
import dev.latchkey.Route;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.BudgetState;
import dev.latchkey.quota.Money;
import jakarta.servlet.AsyncContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the money that is held for a request. */
abstract class MoneyFacts extends ServerFacts {
    private LogCapture log;
    private TillServlet host;
    private Authenticator gate;
    private int port;

    MoneyFacts(Container container) {
        super(container);
    }

    @BeforeEach
    void startHost() throws Exception {
        log = new LogCapture();
        host = new TillServlet();
        gate = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.of(TestKeys.record("alice", ALICE)
                        .permits(KeyPermits.builder()
                                .usageLimit(Money.parse("10.00"))
                                .build())
                        .build()))
                .openRoutes(Route.get("/open/forward"), Route.get("/open/async"))
                .build();
        port = start(context -> host.addTo(context, gate));
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    private RawAnswer ask(String target) throws Exception {
        return RawHttp.get(port, target, bearer(ALICE));
    }

    private Money spent() {
        BudgetState budget = gate.usage((Granted) gate.verify(ALICE)).budgets().get(0);
        return budget.spent();
    }

    private Reservation reservation() throws Exception {
        return host.reservation.get(20, TimeUnit.SECONDS);
    }

    /** Extending has an effect for as long as nobody has settled or released. */
    private boolean isOver() throws Exception {
        Reservation reservation = reservation();
        return Eventually.comesTrue(() -> !reservation.extend());
    }

    private void assertBookedWithAWarning(String path) throws Exception {
        assertThat(Eventually.comesTrue(() -> !log.warnings().isEmpty())).isTrue();
        assertThat(isOver()).isTrue();
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .startsWith(path + ": the host neither settled nor released");
    }

    private void assertReleased() throws Exception {
        assertThat(isOver()).isTrue();
        assertThat(reservation().settle(TillServlet.COST)).isFalse();
        assertThat(spent()).isEqualTo(Money.ZERO);
        assertThat(log.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/settle", "/v1/async-settle", "/open/forward"})
    void whatTheHostSettlesIsBooked(String target) throws Exception {
        ask(target);
        assertThat(host.settled.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(spent()).isEqualTo(TillServlet.COST);
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void whatTheHostReleasesIsFree() throws Exception {
        ask("/v1/release");
        assertReleased();
    }

    @Test
    void aHostThatForgetsToSettleIsWarned() throws Exception {
        assertThat(ask("/v1/forget?secret=1").status()).isEqualTo(200);
        assertBookedWithAWarning("/v1/forget");
        assertThat(log.warnings()).noneMatch(line -> line.contains("secret"));
    }

    @Test
    void oneRouteIsWarnedAboutOnce() throws Exception {
        ask("/v1/forget");
        ask("/v1/forget");
        assertThat(log.warnings()).hasSize(1);
    }

    @Test
    void everyRouteIsWarnedAbout() throws Exception {
        ask("/v1/forget");
        ask("/v1/forget-too");
        assertThat(log.warnings()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/async-forget", "/v1/async-twice"})
    void whatIsForgottenInTheBackgroundIsBookedAtTheEnd(String target) throws Exception {
        ask(target);
        assertBookedWithAWarning(target);
    }

    @Test
    void aTargetBehindAnOpenRouteIsBookedUnderItsOwnName() throws Exception {
        ask("/open/async");
        assertBookedWithAWarning("/v1/async-target");
    }

    @Test
    void moneyStaysHeldUntilAnAsynchronousExchangeEnds() throws Exception {
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(this::statusOfWaiting);
        AsyncContext async = host.waiting.get(20, TimeUnit.SECONDS);
        assertThat(host.returned.await(20, TimeUnit.SECONDS)).isTrue();
        boolean heldMeanwhile = reservation().extend();
        async.complete();
        assertThat(status.get(20, TimeUnit.SECONDS)).isEqualTo(200);
        assertThat(heldMeanwhile).isTrue();
        assertBookedWithAWarning("/v1/async-wait");
    }

    private int statusOfWaiting() {
        return statusOrClosed(port, RawHttp.request("GET", "/v1/async-wait", bearer(ALICE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/throw", "/v1/async-throw"})
    void aHostThatThrowsBeforeItAnswersHasSpentNothing(String target) throws Exception {
        assertThat(ask(target).status()).isEqualTo(500);
        assertReleased();
    }

    @Test
    void aHostThatThrowsAfterItAnsweredHasSpentTheEstimate() throws Exception {
        statusOrClosed(port, RawHttp.request("GET", "/v1/send-and-throw", bearer(ALICE)));
        assertBookedWithAWarning("/v1/send-and-throw");
    }
}
