package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.access.AddressRange;
import dev.latchkey.access.AddressRanges;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who tries keys out is told to wait, and nobody else is. */
class GuessLimitTest {
    private static final String ALICE = "192.0.2.1";
    private static final String BOB = "192.0.2.2";

    private final TestClock clock = new TestClock();
    private final Authenticator gate = builder().build();

    private Authenticator.Builder builder() {
        return Authenticator.builder(Profiles.standard())
                .keys(TestKeys.source(
                        TestKeys.record(TestKeys.K).build(),
                        TestKeys.record("switched-off-0123456789")
                                .status(KeyStatus.INACTIVE)
                                .build()))
                .guessLimit(RateLimit.of(2, RateWindow.MINUTE))
                .time(clock);
    }

    private static Request from(String address, String key) {
        return PeerRequest.from(address, TestRequest.bearing(key));
    }

    private Reason guess(String address, String key) {
        return ((Denied) gate.authenticate(from(address, key))).reason();
    }

    private void guessTwice(String address) {
        assertThat(guess(address, "guess-one")).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(guess(address, "guess-two")).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void theGuessAfterTheLastOneAllowedIsToldToWait() {
        guessTwice(ALICE);
        clock.move(Duration.ofSeconds(20));
        Denied denied = (Denied) gate.authenticate(from(ALICE, "guess-three"));
        assertThat(denied.reason()).isEqualTo(Reason.TOO_MANY_GUESSES);
        assertThat(denied.denial().facts().retryAfter()).contains(Duration.ofSeconds(40));
    }

    @Test
    void aGoodKeyBehindTheSameAddressIsNeverHeldBack() {
        guessTwice(ALICE);
        assertThat(guess(ALICE, "guess-three")).isEqualTo(Reason.TOO_MANY_GUESSES);
        assertThat(gate.authenticate(from(ALICE, TestKeys.K))).isInstanceOf(Granted.class);
    }

    @Test
    void anotherAddressIsNotHeldBack() {
        guessTwice(ALICE);
        guessTwice(BOB);
    }

    @Test
    void afterAMinuteGuessingBeginsAnew() {
        guessTwice(ALICE);
        clock.move(Duration.ofMinutes(1));
        guessTwice(ALICE);
    }

    @Test
    void whatCouldBeNoKeyAndKeysThatAreKnownDoNotCount() {
        for (int i = 0; i < 5; i++) {
            guess(ALICE, "no key\u00e9");
            guess(ALICE, "switched-off-0123456789");
            gate.authenticate(PeerRequest.from(ALICE, TestRequest.get("/v1/models")));
        }
        guessTwice(ALICE);
    }

    @Test
    void explainingIsNoGuess() {
        for (int i = 0; i < 5; i++) {
            gate.explain(from(ALICE, "guess"));
        }
        guessTwice(ALICE);
    }

    @Test
    void guessesOfClientsWithoutAnAddressCountTogether() {
        for (int i = 0; i < 2; i++) {
            gate.authenticate(TestRequest.bearing("guess"));
        }
        assertThat(((Denied) gate.authenticate(TestRequest.bearing("another"))).reason())
                .isEqualTo(Reason.TOO_MANY_GUESSES);
    }

    @Test
    void theAddressIsTheOneThatATrustedProxyNames() {
        Authenticator proxied = builder()
                .trustedProxies(TrustedProxies.of(AddressRanges.of(List.of(AddressRange.parse(BOB))), 1))
                .build();
        for (int i = 0; i < 3; i++) {
            proxied.authenticate(
                    PeerRequest.from(BOB, TestRequest.bearing("guess").with("X-Forwarded-For", ALICE)));
        }
        assertThat(proxied.refusals()).isEqualTo(Map.of(Reason.UNKNOWN_KEY, 2L, Reason.TOO_MANY_GUESSES, 1L));
        assertThat(((Denied) proxied.authenticate(from(BOB, "guess"))).reason()).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void nobodyIsHeldBackWhileObserving() {
        Authenticator observing = builder().enforcement(Enforcement.OBSERVE).build();
        for (int i = 0; i < 5; i++) {
            assertThat(observing.authenticate(from(ALICE, "guess"))).isInstanceOf(Open.class);
        }
    }

    @Test
    void guessersInGreatNumbersLeaveTheGoodKeysAlone() {
        for (int i = 0; i < 300_000; i++) {
            gate.authenticate(from("10." + (i >> 16) + "." + (i >> 8 & 0xff) + "." + (i & 0xff), "guess"));
        }
        assertThat(gate.authenticate(from("10.0.0.1", TestKeys.K))).isInstanceOf(Granted.class);
    }
}
