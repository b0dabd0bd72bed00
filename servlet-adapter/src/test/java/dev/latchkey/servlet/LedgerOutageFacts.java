package dev.latchkey.servlet;

import static dev.latchkey.servlet.TestKeys.ALICE;
import static dev.latchkey.servlet.TestKeys.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.Money;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ledger is lost while a host answers: its answer goes out as it is, and the operator is told. */
abstract class LedgerOutageFacts extends ServerFacts {
    private SeveredLedger ledger;
    private LogCapture log;
    private int port;

    LedgerOutageFacts(Container container) {
        super(container);
    }

    @BeforeEach
    void startHost() throws Exception {
        log = new LogCapture();
        ledger = new SeveredLedger();
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.of(TestKeys.record("alice", ALICE)
                        .permits(KeyPermits.builder()
                                .usageLimit(Money.parse("10.00"))
                                .build())
                        .build()))
                .ledger(ledger.ledger())
                .build();
        port = start(context -> {
            LatchkeyFilter.register(context, gate);
            var registration = context.addServlet("host", new Host());
            registration.setAsyncSupported(true);
            registration.addMapping("/");
        });
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    /** Loses the ledger while it has the request. */
    private final class Host extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            ledger.cut();
            switch (request.getServletPath()) {
                case "/v1/throw" -> throw new ServletException("the host's own");
                case "/v1/async" -> request.startAsync().complete();
                default -> response.getWriter().write("answered");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"/v1/forget, 200", "/v1/async, 200", "/v1/throw, 500"})
    void theHostsAnswerGoesOutAndTheOperatorIsTold(String target, int status) throws Exception {
        assertThat(RawHttp.get(port, target, bearer(ALICE)).status()).isEqualTo(status);

        assertThat(Eventually.comesTrue(() -> !log.warnings().isEmpty())).isTrue();
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .startsWith("1 time(s) the ledger failed to take what a call has cost, or that it has cost nothing.")
                .contains("IllegalStateException")
                .doesNotContain("CANARY");
    }
}
