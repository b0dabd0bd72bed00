package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.KeyTable;
import dev.latchkey.profile.Profiles;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys that are lost or not known well enough: unavailable, never unknown, and never thrown at the caller. */
class UnavailableTest {
    private static final String K = TestKeys.K;
    private static final TestRequest GOOD = TestRequest.bearing(K);

    private final TestClock clock = new TestClock();
    private final TestSource source = new TestSource(clock, tableOf(K));

    private static KeyTable tableOf(String... keys) {
        return TestKeys.holding(keys).table();
    }

    private Authenticator aging(GatewayProfile profile) {
        return Authenticator.builder(profile)
                .keys(source)
                .maxTableAge(Duration.ofMinutes(5))
                .time(clock)
                .build();
    }

    private static Reason refusal(Verdict verdict) {
        return ((Denied) verdict).reason();
    }

    @Test
    void aSourceThatFailsIsUnavailable() {
        Authenticator gate =
                Authenticator.builder(Profiles.standard()).keys(source).build();
        source.lose();
        assertThat(refusal(gate.authenticate(GOOD))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(refusal(gate.verify(K))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(gate.needsOffload(GOOD)).isFalse();
        assertThat(gate.explain(GOOD).verdict()).isEqualTo(Denied.of(Reason.UNAVAILABLE));
    }

    @Test
    void aSourceThatComesBackIsAskedAgain() {
        Authenticator gate =
                Authenticator.builder(Profiles.standard()).keys(source).build();
        source.lose();
        gate.authenticate(GOOD);
        source.replace(tableOf(K));
        assertThat(gate.authenticate(GOOD)).isInstanceOf(Granted.class);
    }

    @Test
    void aRequestWithoutACredentialIsToldSoEvenWhileTheSourceFails() {
        Authenticator gate =
                Authenticator.builder(Profiles.standard()).keys(source).build();
        source.lose();
        assertThat(refusal(gate.authenticate(TestRequest.get("/v1/x")))).isEqualTo(Reason.NO_CREDENTIAL);
    }

    @Test
    void theMasterKeyNeedsNoSource() {
        Authenticator gate = Authenticator.builder(Profiles.anyLlm())
                .keys(source)
                .masterKey("m".repeat(32))
                .build();
        source.lose();
        TestRequest request = TestRequest.bearing("m".repeat(32));
        assertThat(gate.authenticate(request)).isInstanceOf(Granted.class);
        assertThat(gate.authenticateManagement(request)).isInstanceOf(Granted.class);
    }

    @Test
    void aRequestThatThrowsIsUnavailable() {
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(source)
                .masterKey("m".repeat(32))
                .build();
        Request broken = new BrokenRequest("not yours");
        assertThat(refusal(gate.authenticate(broken))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(refusal(gate.authenticateManagement(broken))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(gate.needsOffload(broken)).isFalse();
        assertThat(gate.managementNeedsOffload(broken)).isFalse();
    }

    @Test
    void aTableIsGoodUpToItsGreatestAgeAndNotBeyond() {
        Authenticator gate = aging(Profiles.standard());
        clock.move(Duration.ofMinutes(5));
        assertThat(gate.authenticate(GOOD)).isInstanceOf(Granted.class);
        clock.move(Duration.ofNanos(1));
        assertThat(refusal(gate.authenticate(GOOD))).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void aStaleTableKnowsNoUnknownKeysEither() {
        Authenticator gate = aging(Profiles.standard());
        clock.move(Duration.ofHours(1));
        assertThat(refusal(gate.authenticate(TestRequest.bearing("unknown")))).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void aTableThatIsConfirmedAgainIsYoung() {
        Authenticator gate = aging(Profiles.standard());
        clock.move(Duration.ofHours(1));
        source.replace(tableOf(K));
        assertThat(gate.authenticate(GOOD)).isInstanceOf(Granted.class);
    }

    @Test
    void aStaleTableLetsNoChosenSecretIn() {
        source.replace(KeyTable.of(List.of(TestKeys.chosen("correct-horse"))));
        Authenticator gate = aging(Profiles.transactional());
        clock.move(Duration.ofHours(1));
        assertThat(refusal(gate.authenticate(TestRequest.bearing("correct-horse"))))
                .isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void aSourceMaySayHowLongItsTableIsGood() {
        KeySource another = new KeySource() {
            @Override
            public KeyTable table() {
                return source.table();
            }

            @Override
            public long confirmedAtNanos() {
                return source.confirmedAtNanos();
            }

            @Override
            public Optional<Duration> goodFor() {
                return Optional.of(Duration.ofMinutes(1));
            }
        };
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(another)
                .time(clock)
                .build();
        clock.move(Duration.ofMinutes(1));
        assertThat(gate.authenticate(GOOD)).isInstanceOf(Granted.class);
        clock.move(Duration.ofNanos(1));
        assertThat(refusal(gate.authenticate(GOOD))).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void aRingNeverGrowsOld() {
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.holding(K))
                .maxTableAge(Duration.ofNanos(1))
                .time(clock)
                .build();
        clock.move(Duration.ofDays(10_000));
        assertThat(gate.authenticate(GOOD)).isInstanceOf(Granted.class);
    }

    @Test
    void aReplacedTableDecidesTheNextRequest() {
        Authenticator gate =
                Authenticator.builder(Profiles.standard()).keys(source).build();
        assertThat(gate.authenticate(GOOD)).isInstanceOf(Granted.class);
        source.replace(tableOf("another"));
        assertThat(refusal(gate.authenticate(GOOD))).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void theSourceNamedFirstDecidesAboutAKeyThatTwoKnow() {
        KeySource inactive =
                TestKeys.source(TestKeys.record(K).status(KeyStatus.INACTIVE).build());
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(inactive)
                .keys(source)
                .build();
        assertThat(refusal(gate.authenticate(GOOD))).isEqualTo(Reason.INACTIVE_KEY);
    }

    @Test
    void aSourceThatFailsAtStartIsNamedAsTheTrouble() {
        source.lose();
        Authenticator.Builder builder =
                Authenticator.builder(Profiles.standard()).keys(source);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("keys: a source has no table yet (java.lang.IllegalStateException); load its keys before"
                        + " build()");
    }

    /** A server's request that was recycled. */
    private record BrokenRequest(String text) implements Request {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String target() {
            return "/v1/x";
        }

        @Override
        public List<String> headers(String name) {
            throw new IllegalStateException(text);
        }

        @Override
        public @Nullable InetAddress peerAddress() {
            return null;
        }
    }
}
