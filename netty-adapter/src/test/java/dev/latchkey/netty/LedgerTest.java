package dev.latchkey.netty;

import static dev.latchkey.netty.Plans.ONE_MODEL;
import static dev.latchkey.netty.Plans.SPENDER;
import static dev.latchkey.netty.RawClient.bearer;
import static dev.latchkey.netty.RawClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.Granted;
import dev.latchkey.quota.BudgetState;
import dev.latchkey.quota.Money;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ledger that may keep its callers waiting, on a server with a single event loop. */
final class LedgerTest {
    private static final Money ESTIMATE = Money.parse("2.50");

    private final WaitingLedger ledger = new WaitingLedger(Plans.TIME);
    private final Authenticator authenticator =
            Plans.builder().ledger(ledger).costEstimator(call -> ESTIMATE).build();
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.http1(authenticator, EchoHost::new);
    }

    @AfterEach
    void stop() {
        ledger.open();
        server.close();
    }

    private void awaitCall(String what) throws InterruptedException {
        assertThat(ledger.calls.poll(20, TimeUnit.SECONDS)).isEqualTo(what);
    }

    private BudgetState budget() {
        return authenticator
                .usage((Granted) authenticator.verify(SPENDER))
                .budgets()
                .get(0);
    }

    private void awaitSpent(Money spent) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!budget().spent().equals(spent) || !budget().held().equals(Money.ZERO)) {
            assertThat(System.nanoTime()).as("%s", budget()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void otherConnectionsAreServedWhileTheLedgerIsAsked() throws Exception {
        ledger.close();
        try (RawClient waiting = new RawClient(server)) {
            waiting.send(get("/v1/x", bearer(SPENDER)));
            awaitCall("admit");
            assertThat(RawClient.ask(server, get("/health")).status()).isEqualTo(200);
            ledger.open();
            assertThat(waiting.read().principal()).isEqualTo("spender");
        }
    }

    @Test
    void otherConnectionsAreServedWhileTheLedgerIsTold() throws Exception {
        try (RawClient client = new RawClient(server)) {
            BlockingQueue<WaitingHost.Pending> pending = new LinkedBlockingQueue<>();
            try (TestServer slow = TestServer.http1(authenticator, () -> new WaitingHost(pending));
                    RawClient caller = new RawClient(slow)) {
                caller.send(get("/v1/x", bearer(SPENDER)));
                awaitCall("admit");
                WaitingHost.Pending call = WaitingHost.next(pending);
                ledger.close();
                call.answer();
                assertThat(caller.read().status()).isEqualTo(200);
                awaitCall("settle");
                assertThat(budget().held()).isEqualTo(ESTIMATE);
                assertThat(client.send(get("/health")).read().status()).isEqualTo(200);
                ledger.open();
                awaitSpent(ESTIMATE);
            }
        }
    }

    @Test
    void otherStreamsAreServedWhileTheLedgerIsAsked() throws Exception {
        ledger.close();
        try (TestServer multiplexing = TestServer.http2(authenticator, EchoHost::new);
                Http2Client client = new Http2Client(multiplexing)) {
            CompletableFuture<Http2Answer> waiting =
                    client.ask(Http2Client.head("GET", "/v1/x", "authorization", "Bearer " + SPENDER));
            awaitCall("admit");
            CompletableFuture<Http2Answer> other = client.ask(Http2Client.head("GET", "/health"));
            assertThat(other.get(20, TimeUnit.SECONDS).plain().status()).isEqualTo(200);
            ledger.open();
            assertThat(waiting.get(20, TimeUnit.SECONDS).plain().principal()).isEqualTo("spender");
        }
    }

    @Test
    void ledgerThatFailsWhenItIsToldKeepsNoAnswerBackAndIsReported() throws Exception {
        BlockingQueue<WaitingHost.Pending> pending = new LinkedBlockingQueue<>();
        try (WarnLines warnings = new WarnLines();
                TestServer slow = TestServer.http1(authenticator, () -> new WaitingHost(pending));
                RawClient client = new RawClient(slow)) {
            client.send(get("/v1/x", bearer(SPENDER)).repeat(2));
            WaitingHost.Pending call = WaitingHost.next(pending);
            ledger.close();
            ledger.fail(true);
            call.answer();
            awaitCall("admit");
            awaitCall("settle");
            ledger.open();
            assertThat(client.read().status()).isEqualTo(200);
            awaitCall("admit");
            assertThat(client.read().status()).isEqualTo(503);
            assertThat(warnings.all())
                    .anyMatch(line -> line.contains("the ledger failed to take what a call has cost"));
            assertThat(warnings.all()).noneMatch(line -> line.contains("the database is gone"));
        }
    }

    @Test
    void ledgerIsNeverCalledOnTheEventLoop() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send(get("/v1/x", bearer(SPENDER)) + Bodies.call(ONE_MODEL, Bodies.good()));
            client.read();
            client.read();
        }
        awaitSpent(ESTIMATE);
        assertThat(ledger.threads).isNotEmpty().allMatch(name -> name.startsWith("latchkey-ledger-"));
    }

    @Test
    void refusalOfTheLedgerIsTold() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send(get("/v1/x", bearer(Plans.SPENT)) + get("/v1/y", bearer(SPENDER)));
            assertThat(client.read().status()).isEqualTo(402);
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void callIsSettledBeforeTheNextOneOfItsConnectionIsDecided() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send(get("/v1/x", bearer(SPENDER)).repeat(3));
            for (int i = 0; i < 3; i++) {
                client.read();
            }
        }
        for (int i = 0; i < 3; i++) {
            awaitCall("admit");
            awaitCall("settle");
        }
        awaitSpent(ESTIMATE.plus(ESTIMATE).plus(ESTIMATE));
    }

    @Test
    void callWaitsForTheSettlementOfTheOneBeforeIt() throws Exception {
        BlockingQueue<WaitingHost.Pending> pending = new LinkedBlockingQueue<>();
        try (TestServer slow = TestServer.http1(authenticator, () -> new WaitingHost(pending));
                RawClient client = new RawClient(slow)) {
            client.send(get("/v1/x", bearer(SPENDER)).repeat(2));
            WaitingHost.Pending call = WaitingHost.next(pending);
            awaitCall("admit");
            ledger.close();
            call.answer();
            awaitCall("settle");
            // The event loop has come to the second call once it runs the second of these.
            call.ctx().executor().submit(() -> {}).get();
            call.ctx().executor().submit(() -> {}).get();
            assertThat(ledger.calls.poll(100, TimeUnit.MILLISECONDS)).isNull();
            ledger.open();
            awaitCall("admit");
            assertThat(client.read().status()).isEqualTo(200);
            WaitingHost.next(pending).answer();
        }
        awaitSpent(ESTIMATE.plus(ESTIMATE));
    }

    @Test
    void bodiesAreReadBeforeTheLedgerIsAsked() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send(Bodies.call(ONE_MODEL, Bodies.good())
                    + Bodies.call(ONE_MODEL, Bodies.denied())
                    + Bodies.call(ONE_MODEL, Bodies.good()));
            assertThat(client.read().seen()).contains("bytes " + Bodies.good().length());
            assertThat(client.read().status()).isEqualTo(403);
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void clientThatLeavesWhileTheLedgerIsAskedPaysNothing() throws Exception {
        ledger.close();
        BlockingQueue<WaitingHost.Pending> pending = new LinkedBlockingQueue<>();
        try (TestServer leaving = TestServer.http1(authenticator, () -> new WaitingHost(pending))) {
            WaitingHost.Pending before;
            try (RawClient client = new RawClient(leaving)) {
                client.send(get("/health"));
                before = WaitingHost.next(pending);
                before.answer();
                client.read();
                client.send(get("/v1/x", bearer(SPENDER)));
                awaitCall("admit");
            }
            before.ctx().channel().close().sync();
            ledger.open();
            awaitCall("release");
            awaitSpent(Money.ZERO);
            assertThat(pending).isEmpty();
        }
    }
}
