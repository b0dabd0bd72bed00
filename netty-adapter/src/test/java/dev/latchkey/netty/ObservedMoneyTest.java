package dev.latchkey.netty;

import static dev.latchkey.netty.Plans.SPENDER;
import static dev.latchkey.netty.RawClient.bearer;
import static dev.latchkey.netty.RawClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.Enforcement;
import dev.latchkey.quota.Money;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Enforcement begins while an observed request is asked about, so that money is held which it does not owe. */
final class ObservedMoneyTest {
    /** Does it need a thread of its own, who is it, and does its body matter; then: may they. */
    private static final int QUESTIONS_BEFORE_THE_LEDGERS = 3;

    private static Authenticator turningInBetween(boolean mayBlock) {
        AtomicBoolean built = new AtomicBoolean();
        AtomicInteger questions = new AtomicInteger();
        Authenticator gate = Plans.builder()
                .enforcement(() -> built.get() && questions.incrementAndGet() > QUESTIONS_BEFORE_THE_LEDGERS
                        ? Enforcement.ON
                        : Enforcement.OBSERVE)
                .costEstimator(call -> Money.parse("2.50"))
                .ledger(GraspingLedger.ledger(mayBlock))
                .build();
        built.set(true);
        return gate;
    }

    private static void passes(Authenticator gate) throws IOException {
        try (TestServer server = TestServer.http1(gate, EchoHost::new)) {
            RawAnswer answer = RawClient.ask(server, get("/v1/x", bearer(SPENDER)));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.principal()).isEqualTo("none");
        }
    }

    @Test
    void ledgerThatFailsToFreeItKeepsNoRequestBackAndIsReported() throws Exception {
        try (WarnLines lines = new WarnLines()) {
            passes(turningInBetween(false));
            passes(turningInBetween(true));
            assertThat(lines.all()).anyMatch(line -> line.contains("failed to free what it held for an observed call"));
            assertThat(lines.all()).noneMatch(line -> line.contains("CANARY"));
        }
    }
}
