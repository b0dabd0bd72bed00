package dev.latchkey.netty;

import static dev.latchkey.netty.Plans.SPENDER;
import static dev.latchkey.netty.RawClient.bearer;
import static dev.latchkey.netty.RawClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.Enforcement;
import dev.latchkey.Granted;
import dev.latchkey.quota.Money;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A ledger for which so many wait that nobody else may. */
final class BusyLedgerTest {
    private static final Money ESTIMATE = Money.parse("2.50");

    private final Occupation occupied = new Occupation();
    private final Authenticator authenticator = builder().build();

    private static Authenticator.Builder builder() {
        return Plans.builder().ledger(new WaitingLedger(Plans.TIME)).costEstimator(call -> ESTIMATE);
    }

    @AfterEach
    void free() throws InterruptedException {
        occupied.end();
    }

    @Test
    void tooManyWhoWaitAreRefusedAsUnavailable() throws IOException {
        occupied.ofAll(Offload.WAITING);
        try (TestServer server = TestServer.http1(authenticator, EchoHost::new);
                RawClient client = new RawClient(server)) {
            assertThat(client.send(get("/v1/x", bearer(SPENDER))).read().status())
                    .isEqualTo(503);
            assertThat(client.send(get("/health")).read().status()).isEqualTo(200);
        }
    }

    @Test
    void tooManyWhoWaitPassWhileOnlyObserved() throws IOException {
        occupied.ofAll(Offload.WAITING);
        Authenticator observing = builder().enforcement(Enforcement.OBSERVE).build();
        try (TestServer lenient = TestServer.http1(observing, EchoHost::new)) {
            assertThat(RawClient.ask(lenient, get("/v1/x", bearer(SPENDER))).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void settlementIsNotLostWhenTooManyWait() throws Exception {
        BlockingQueue<WaitingHost.Pending> pending = new LinkedBlockingQueue<>();
        try (TestServer slow = TestServer.http1(authenticator, () -> new WaitingHost(pending));
                RawClient client = new RawClient(slow)) {
            client.send(get("/v1/x", bearer(SPENDER)));
            WaitingHost.Pending call = WaitingHost.next(pending);
            occupied.ofAll(Offload.WAITING);
            call.answer();
            assertThat(client.read().status()).isEqualTo(200);
            Granted granted = (Granted) authenticator.verify(SPENDER);
            assertThat(authenticator.usage(granted).budgets().get(0).spent()).isEqualTo(ESTIMATE);
        }
    }
}
