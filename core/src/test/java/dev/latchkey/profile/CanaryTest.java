package dev.latchkey.profile;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.latchkey.Admission;
import dev.latchkey.Admitted;
import dev.latchkey.Authenticator;
import dev.latchkey.Call;
import dev.latchkey.Denial;
import dev.latchkey.Denied;
import dev.latchkey.Explanation;
import dev.latchkey.GatewayProfile;
import dev.latchkey.Granted;
import dev.latchkey.LogLines;
import dev.latchkey.Reason;
import dev.latchkey.TestKeys;
import dev.latchkey.TestRequest;
import dev.latchkey.Verdict;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A key, good or bad, appears nowhere but in the request that carried it. */
class CanaryTest {
    private static final String CANARY = "CANARY";
    private static final String GOOD = "gw-gw_sk_CANARY-" + "g".repeat(60);
    private static final String OFF = "gw-gw_sk_CANARY-" + "o".repeat(60);
    private static final KeyPermits SOME_CALLS = KeyPermits.builder()
            .limits(List.of(RateLimit.of(1, RateWindow.MINUTE)))
            .usageLimit(Money.parse("1"))
            .build();

    static List<GatewayProfile> all() {
        return Profiles.all();
    }

    private static List<String> credentials() {
        return List.of(
                "Bearer " + GOOD,
                "Bearer " + OFF,
                "Bearer CANARY",
                "Bearer gw-CANARY",
                "Bearer CANARY CANARY",
                "Bearer CANARY,CANARY",
                "Bearer " + "CANARY".repeat(100_000),
                "Basic CANARY",
                "CANARY\r\nCANARY",
                "Bearer \u00e9CANARY");
    }

    @ParameterizedTest
    @MethodSource("all")
    void noVerdictRefusalExplanationOrLogLineHoldsTheKey(GatewayProfile profile) {
        List<Object> told = new ArrayList<>();
        try (LogLines log = new LogLines()) {
            Authenticator gate = Authenticator.builder(profile)
                    .keys(TestKeys.source(
                            TestKeys.record(GOOD).permits(SOME_CALLS).build(),
                            TestKeys.record(OFF).status(KeyStatus.INACTIVE).build()))
                    .keys(TestKeys.source(TestKeys.chosen("CANARY-chosen")))
                    .masterKey("CANARY-master-key-of-32-characters")
                    .hashSecrets(HashScheme.hmacSha256("CANARY-secret"))
                    .identityHeaders()
                    .build();
            told.add(gate);
            told.add(profile);
            for (String credential : credentials()) {
                for (String header :
                        new String[] {"Authorization", "x-api-key", "X-AnyLLM-Key", "cf-aig-authorization"}) {
                    tell(told, gate, TestRequest.sending(header, credential));
                }
            }
            told.addAll(log.from(Level.TRACE));
        }
        assertThat(told)
                .hasSizeGreaterThan(100)
                .allSatisfy(each -> assertThat(each.toString()).doesNotContain(CANARY));
    }

    private static void tell(List<Object> told, Authenticator gate, TestRequest request) {
        Explanation explanation = gate.explain(request);
        told.add(explanation);
        told.add(explanation.verdict());
        for (Verdict verdict : List.of(gate.authenticate(request), gate.authenticateManagement(request))) {
            told.add(verdict);
            if (verdict instanceof Granted who) {
                tell(told, gate, who, request);
            }
            if (verdict instanceof Denied denied) {
                tell(told, gate, denied, request);
            } else if (verdict instanceof Verdict.Passed passed) {
                told.add(passed.upstream().adds());
                told.add(passed.answerHeaders());
            }
        }
    }

    private static void tell(List<Object> told, Authenticator gate, Granted who, TestRequest request) {
        Admission admission = gate.authorize(who, request, Call.none());
        told.add(admission);
        told.add(gate.usage(who));
        if (admission instanceof Admitted admitted) {
            told.add(admitted.headers());
            told.add(admitted.reservation());
        } else {
            tell(told, gate, (Denied) admission, request);
        }
    }

    private static void tell(List<Object> told, Authenticator gate, Denied denied, TestRequest request) {
        told.add(denied.denial().facts());
        told.add(Door.written(gate.render(denied.denial(), request)));
    }

    @Test
    void aFailureThatRepeatsTheKeyIsNotRepeated() {
        boolean[] lost = {false};
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(() -> {
                    if (lost[0]) {
                        throw new IllegalStateException("no row for " + GOOD);
                    }
                    return TestKeys.holding(GOOD).table();
                })
                .build();
        lost[0] = true;
        try (LogLines log = new LogLines()) {
            assertThat(gate.verify(GOOD)).isEqualTo(new Denied(Denial.of(Reason.UNAVAILABLE)));
            assertThat(log.from(Level.TRACE)).isNotEmpty().noneMatch(line -> line.contains(CANARY));
        }
    }
}
