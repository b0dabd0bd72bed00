package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Argon2idHash;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.KeyTable;
import dev.latchkey.profile.Profiles;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets that a person chose, stored as Argon2id: they cannot be looked up, only tried. */
class ChosenSecretsTest {
    private static final String CHOSEN = "correct-horse";
    private static final Argon2idHash HASH = Argon2idHash.of(ApiKey.parse(CHOSEN));
    private static final KeySource SOURCE = TestKeys.source(
            KeyRecord.builder(KeySecret.argon2id(HASH)).build(),
            TestKeys.record(TestKeys.K).build());

    private final Authenticator gate =
            Authenticator.builder(Profiles.standard()).keys(SOURCE).build();

    private static Reason refusal(Verdict verdict) {
        return ((Denied) verdict).reason();
    }

    @Test
    void aChosenSecretIsAKey() {
        assertThat(gate.authenticate(TestRequest.bearing(CHOSEN))).isInstanceOf(Granted.class);
        assertThat(gate.verify(CHOSEN)).isInstanceOf(Granted.class);
    }

    @Test
    void aWrongOneIsUnknown() {
        assertThat(refusal(gate.verify("correct-house"))).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void aWrongOneIsToldWhatItsShapeDeserves() {
        Authenticator anyLlm =
                Authenticator.builder(Profiles.anyLlm()).keys(SOURCE).build();
        assertThat(refusal(anyLlm.verify("correct-house"))).isEqualTo(Reason.BAD_PREFIX);
        assertThat(anyLlm.verify(CHOSEN)).isInstanceOf(Granted.class);
    }

    @Test
    void theSecretOfAKeyThatIsSwitchedOffIsRefused() {
        KeyRecord off = KeyRecord.builder(KeySecret.argon2id(HASH))
                .status(KeyStatus.INACTIVE)
                .build();
        Authenticator inactive = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.source(off))
                .build();
        assertThat(refusal(inactive.verify(CHOSEN))).isEqualTo(Reason.INACTIVE_KEY);
    }

    @Test
    void theEventLoopIsLeftForATextThatIsNeitherKnownNorMinted() {
        assertThat(gate.needsOffload(TestRequest.bearing("never-tried-before"))).isTrue();
    }

    @Test
    void theEventLoopIsNotLeftForAKnownKey() {
        assertThat(gate.needsOffload(TestRequest.bearing(TestKeys.K))).isFalse();
    }

    @Test
    void theEventLoopIsNotLeftForWhatWasTriedBefore() {
        gate.verify(CHOSEN);
        gate.verify("tried-and-wrong");
        assertThat(gate.needsOffload(TestRequest.bearing(CHOSEN))).isFalse();
        assertThat(gate.needsOffload(TestRequest.bearing("tried-and-wrong"))).isFalse();
    }

    @Test
    void theEventLoopIsNotLeftWhereNothingIsDecided() {
        Authenticator off = Authenticator.builder(Profiles.standard())
                .keys(SOURCE)
                .enforcement(Enforcement.OFF)
                .build();
        assertThat(off.needsOffload(TestRequest.bearing("never-tried-before"))).isFalse();
        assertThat(gate.needsOffload(TestRequest.bearing("never-tried-before").to("GET", "/health")))
                .isFalse();
        assertThat(gate.needsOffload(TestRequest.get("/v1/x"))).isFalse();
    }

    static KeyFormat[] mintedFormats() {
        return new KeyFormat[] {
            KeyFormat.standard(),
            KeyFormat.transactional(),
            KeyFormat.anyLlm(),
            KeyFormat.freeAi(),
            KeyFormat.llmGateway()
        };
    }

    @ParameterizedTest
    @MethodSource("mintedFormats")
    void aTextOfAMintedFormatIsNeverTried(KeyFormat format) {
        String minted = format.mint().revealOnce();
        assertThat(gate.needsOffload(TestRequest.bearing(minted))).isFalse();
        assertThat(refusal(interrupted(() -> gate.verify(minted)))).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void onlyTextsThatHaveToBeTriedAreTurnedAwayWhenOthersAreBeingTried() {
        assertThat(refusal(interrupted(() -> gate.verify("not-its-turn")))).isEqualTo(Reason.SATURATED);
        assertThat(interrupted(() -> gate.verify(TestKeys.K))).isInstanceOf(Granted.class);
    }

    @Test
    void aMasterKeyThatOpensManagementOnlyIsNotTriedOnHostRoutes() {
        Authenticator standard = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.holding(TestKeys.K))
                .masterKey(masterHash())
                .build();
        assertThat(standard.needsOffload(TestRequest.bearing("whatever"))).isFalse();
        assertThat(refusal(interrupted(() -> standard.verify("whatever")))).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(standard.managementNeedsOffload(TestRequest.bearing("whatever")))
                .isTrue();
    }

    @Test
    void tablesReplacedOnHostRoutesLeaveTheMastersMemoryAlone() {
        TestSource source = new TestSource(new TestClock(), SOURCE.table());
        Authenticator standard = Authenticator.builder(Profiles.standard())
                .keys(source)
                .masterKey(masterHash())
                .build();
        TestRequest wrong = TestRequest.bearing("wrong-master");
        standard.authenticateManagement(wrong);
        source.replace(KeyTable.of(List.of(TestKeys.chosen("battery-staple"))));
        assertThat(standard.verify("battery-staple")).isInstanceOf(Granted.class);
        assertThat(refusal(standard.verify(CHOSEN))).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(standard.managementNeedsOffload(wrong)).isFalse();
    }

    @Test
    void eightEntriesBesideAMasterKeyAllWork() {
        KeyRecord[] eight = IntStream.range(0, 8)
                .mapToObj(i -> TestKeys.chosen("chosen-" + i))
                .toArray(KeyRecord[]::new);
        Authenticator anyLlm = Authenticator.builder(Profiles.anyLlm())
                .keys(TestKeys.source(eight))
                .masterKey(masterHash())
                .build();
        assertThat(anyLlm.verify("chosen-7")).isInstanceOf(Granted.class);
        assertThat(anyLlm.verify("chosen-0")).isInstanceOf(Granted.class);
        assertThat(refusal(anyLlm.verify("chosen-8"))).isEqualTo(Reason.BAD_PREFIX);
    }

    @Test
    void aNinthEntryIsRefusedOverAllSourcesTogether() {
        KeySource five = chosen(5);
        Authenticator.Builder builder =
                Authenticator.builder(Profiles.standard()).keys(five).keys(chosen(4));
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("9 Argon2id entries: at most 8 can be tried; mint keys for the others");
    }

    @Test
    void aLaterTableMayNotBringTheNinthEither() {
        TestSource source = new TestSource(new TestClock(), KeyTable.empty());
        Authenticator.builder(Profiles.standard()).keys(chosen(5)).keys(source).build();
        source.replace(chosen(3).table());
        KeyTable four = chosen(4).table();
        assertThatThrownBy(() -> source.replace(four)).isInstanceOf(IllegalArgumentException.class);
    }

    /** So many entries with well-formed hashes that nothing matches. */
    private static KeySource chosen(int count) {
        return TestKeys.source(IntStream.range(0, count)
                .mapToObj(i -> KeyRecord.builder(KeySecret.argon2id(Argon2idHash.parse(masterHash())))
                        .id(new KeyId("chosen-" + i))
                        .build())
                .toArray(KeyRecord[]::new));
    }

    private static String masterHash() {
        return "$argon2id$v=19$m=7168,t=1,p=1$bGF0Y2hrZXktc2FsdA$AAAAAAAAAAAAAAAAAAAAAA";
    }

    /** An interrupted thread never waits for its turn: the surest way to meet a trial that is not its own. */
    private static Verdict interrupted(Callable<Verdict> decision) {
        FutureTask<Verdict> task = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            return decision.call();
        });
        Thread thread = new Thread(task);
        thread.start();
        try {
            return task.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
