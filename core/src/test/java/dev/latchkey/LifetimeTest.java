package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When a key is good, to the nanosecond. */
class LifetimeTest {
    private static final String K = "gw_sk_gw-" + "k".repeat(55);
    private static final Instant THEN = TestClock.START.plusSeconds(60);
    private static final Duration NANO = Duration.ofNanos(1);

    private final TestClock clock = new TestClock();

    private Object at(Instant instant, GatewayProfile profile, KeyRecord record) {
        Authenticator gate = Authenticator.builder(profile)
                .keys(TestKeys.source(record))
                .time(clock)
                .build();
        clock.moveTo(instant);
        Verdict verdict = gate.verify(K);
        return verdict instanceof Denied denied ? denied.reason() : "granted";
    }

    static GatewayProfile[] refusingAtExpiry() {
        return new GatewayProfile[] {
            Profiles.standard(),
            Profiles.freeAi(),
            Profiles.cloudflare(),
            Profiles.transactional(),
            Profiles.llmGateway()
        };
    }

    @ParameterizedTest
    @MethodSource("refusingAtExpiry")
    void aKeyIsRefusedFromTheInstantOfItsExpiryOn(GatewayProfile profile) {
        KeyRecord record = TestKeys.record(K).expiresAt(THEN).build();
        assertThat(at(THEN.minus(NANO), profile, record)).isEqualTo("granted");
        assertThat(at(THEN, profile, record)).isEqualTo(Reason.EXPIRED_KEY);
        assertThat(at(THEN.plus(NANO), profile, record)).isEqualTo(Reason.EXPIRED_KEY);
    }

    @Test
    void inAnyLlmAKeyIsStillGoodAtTheInstantOfItsExpiry() {
        GatewayProfile profile = Profiles.anyLlm().toBuilder().anyShape().build();
        KeyRecord record = TestKeys.record(K).expiresAt(THEN).build();
        assertThat(at(THEN.minus(NANO), profile, record)).isEqualTo("granted");
        assertThat(at(THEN, profile, record)).isEqualTo("granted");
        assertThat(at(THEN.plus(NANO), profile, record)).isEqualTo(Reason.EXPIRED_KEY);
    }

    @Test
    void aKeyIsGoodFromItsFirstInstantOn() {
        KeyRecord record = TestKeys.record(K).notBefore(THEN).build();
        assertThat(at(THEN.minus(NANO), Profiles.standard(), record)).isEqualTo(Reason.NOT_YET_VALID);
        assertThat(at(THEN, Profiles.standard(), record)).isEqualTo("granted");
    }

    @Test
    void aReplacedSecretIsRefusedFromItsEndOnWhileTheKeyLives() {
        KeyRecord record = KeyRecord.builder(TestKeys.secret("the-new-secret"))
                .secret(TestKeys.secret(K).expiringAt(THEN))
                .build();
        assertThat(at(THEN.minus(NANO), Profiles.standard(), record)).isEqualTo("granted");
        assertThat(at(THEN, Profiles.standard(), record)).isEqualTo(Reason.EXPIRED_SECRET);
    }

    @Test
    void bothSecretsOfAKeyAreOneIdentity() {
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.source(KeyRecord.builder(TestKeys.secret("the-new-secret"))
                        .secret(TestKeys.secret(K).expiringAt(THEN))
                        .build()))
                .time(clock)
                .build();
        Granted old = (Granted) gate.verify(K);
        Granted fresh = (Granted) gate.verify("the-new-secret");
        assertThat(old.principal().id()).isEqualTo(fresh.principal().id());
    }

    @Test
    void aKeyThatIsSwitchedOffIsToldSoBeforeItsExpiry() {
        KeyRecord record =
                TestKeys.record(K).status(KeyStatus.INACTIVE).expiresAt(THEN).build();
        assertThat(at(THEN.plus(NANO), Profiles.standard(), record)).isEqualTo(Reason.INACTIVE_KEY);
    }

    @Test
    void aProfileMayLookAtTheExpiryFirst() {
        List<Check> order = new ArrayList<>(Arrays.asList(Check.values()));
        Collections.swap(order, order.indexOf(Check.STATUS), order.indexOf(Check.EXPIRY));
        GatewayProfile profile = Profiles.standard().toBuilder()
                .checks(order.toArray(Check[]::new))
                .build();
        KeyRecord record =
                TestKeys.record(K).status(KeyStatus.INACTIVE).expiresAt(THEN).build();
        assertThat(at(THEN, profile, record)).isEqualTo(Reason.EXPIRED_KEY);
    }

    @Test
    void aDeletedKeyIsDeletedWhateverItsDates() {
        KeyRecord record =
                TestKeys.record(K).status(KeyStatus.DELETED).notBefore(THEN).build();
        assertThat(at(THEN.minus(NANO), Profiles.standard(), record)).isEqualTo(Reason.DELETED_KEY);
    }

    @Test
    void aWallClockThatIsSetBackBringsNoExpiredKeyToLife() {
        AtomicReference<Instant> wall = new AtomicReference<>(THEN.minus(NANO));
        AtomicReference<Long> elapsed = new AtomicReference<>(0L);
        InstantSource source = wall::get;
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.source(TestKeys.record(K).expiresAt(THEN).build()))
                .time(TimeSource.neverDecreasing(source, elapsed::get))
                .build();
        assertThat(gate.verify(K)).isInstanceOf(Granted.class);
        elapsed.set(Duration.ofSeconds(2).toNanos());
        wall.set(THEN.minus(Duration.ofHours(1)));
        assertThat(gate.verify(K)).isInstanceOf(Denied.class);
    }
}
