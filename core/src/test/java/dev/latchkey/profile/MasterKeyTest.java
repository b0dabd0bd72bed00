package dev.latchkey.profile;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.latchkey.Authenticator;
import dev.latchkey.CredentialSource;
import dev.latchkey.Denied;
import dev.latchkey.GatewayProfile;
import dev.latchkey.Granted;
import dev.latchkey.LogLines;
import dev.latchkey.Principal;
import dev.latchkey.Reason;
import dev.latchkey.Request;
import dev.latchkey.TestRequest;
import dev.latchkey.Verdict;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.HashScheme;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The root credential: where it is good, and where it is not. */
class MasterKeyTest {
    private static final String MASTER = Door.MASTER;

    /** Argon2id of {@code correct-horse}. */
    private static final String CORRECT_HORSE =
            "$argon2id$v=19$m=7168,t=1,p=1$bGF0Y2hrZXktc2FsdA$+9VpDhQiSY55hFVE4ph7Hw";

    static List<GatewayProfile> all() {
        return Profiles.all();
    }

    private static Authenticator gate(GatewayProfile profile) {
        return new Door(profile).builder().masterKey(MASTER).build();
    }

    private static Reason refusal(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Denied.class);
        return ((Denied) verdict).reason();
    }

    private static TestRequest inFirstHeader(GatewayProfile profile) {
        return new Door(profile).bearing(MASTER);
    }

    @ParameterizedTest
    @MethodSource("all")
    void theMasterKeyManagesFromTheFirstHeader(GatewayProfile profile) {
        Verdict verdict = gate(profile).authenticateManagement(inFirstHeader(profile));
        assertThat(((Granted) verdict).principal().kind()).isEqualTo(Principal.Kind.MASTER);
    }

    @ParameterizedTest
    @MethodSource("all")
    void theMasterKeyInXApiKeyManagesNothing(GatewayProfile profile) {
        assertThat(refusal(gate(profile).authenticateManagement(TestRequest.sending("x-api-key", MASTER))))
                .isEqualTo(Reason.NO_CREDENTIAL);
    }

    @ParameterizedTest
    @MethodSource("all")
    void anActiveKeyManagesNothing(GatewayProfile profile) {
        Door door = new Door(profile);
        Authenticator gate = door.builder().masterKey(MASTER).build();
        assertThat(refusal(gate.authenticateManagement(door.bearing(door.active))))
                .isEqualTo(Reason.NOT_THE_MASTER_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "standard,false",
        "free-ai,false",
        "cloudflare,false",
        "transactional,false",
        "llm-gateway,false",
        "any-llm,true"
    })
    void onlyAnyLlmTakesTheMasterKeyOnHostRoutes(String name, boolean taken) {
        GatewayProfile profile = Profiles.named(name).orElseThrow();
        Verdict verdict = gate(profile).authenticate(inFirstHeader(profile));
        assertThat(verdict instanceof Granted).isEqualTo(taken);
    }

    @Test
    void onAnyLlmsHostRoutesTheMasterKeyIsGoodBehindBearerOnly() {
        Authenticator gate = gate(Profiles.anyLlm());
        assertThat(gate.authenticate(TestRequest.bearing(MASTER))).isInstanceOf(Granted.class);
        assertThat(gate.authenticate(TestRequest.sending("X-AnyLLM-Key", "Bearer " + MASTER)))
                .isInstanceOf(Granted.class);
        assertThat(refusal(gate.authenticate(TestRequest.sending("x-api-key", MASTER))))
                .isEqualTo(Reason.BAD_PREFIX);
        assertThat(gate.authenticateManagement(TestRequest.bearing(MASTER))).isInstanceOf(Granted.class);
    }

    @Test
    void aDerivedProfileWithAnotherHeaderTakesTheMasterKeyThere() {
        Authenticator gate = gate(Profiles.standard().toBuilder()
                .credentials(CredentialSource.bearer("X-Own-Key"))
                .build());
        assertThat(gate.authenticateManagement(TestRequest.sending("X-Own-Key", "Bearer " + MASTER)))
                .isInstanceOf(Granted.class);
        assertThat(refusal(gate.authenticateManagement(TestRequest.bearing(MASTER))))
                .isEqualTo(Reason.NO_CREDENTIAL);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\n"})
    void aBlankMasterKeyClosesManagementBeforeAHeaderIsRead(String blank) {
        Authenticator gate =
                new Door(Profiles.anyLlm()).builder().masterKey(blank).build();
        Request unread = (Request) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Request.class}, (proxy, method, args) -> {
                    throw new AssertionError("asked for " + method.getName());
                });
        assertThat(refusal(gate.authenticateManagement(unread))).isEqualTo(Reason.MASTER_KEY_NOT_CONFIGURED);
    }

    @Test
    void inAnyLlmTheHeaderRulesComeFirstAndNoShapeIsAskedFor() {
        Authenticator gate = gate(Profiles.anyLlm());
        assertThat(refusal(gate.authenticateManagement(TestRequest.sending("X-AnyLLM-Key", MASTER))))
                .isEqualTo(Reason.WRONG_SCHEME);
        assertThat(refusal(gate.authenticateManagement(TestRequest.bearing("short"))))
                .isEqualTo(Reason.NOT_THE_MASTER_KEY);
        assertThat(refusal(gate.authenticateManagement(TestRequest.bearing("m\u00e9ster"))))
                .isEqualTo(Reason.NOT_THE_MASTER_KEY);
        assertThat(refusal(gate.authenticateManagement(TestRequest.bearing("m".repeat(1 << 20)))))
                .isEqualTo(Reason.NOT_THE_MASTER_KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "master-key-of-32-characters-000",
                "master-key-of-32-characters-00011",
                "MASTER-KEY-OF-32-CHARACTERS-0001"
            })
    void aNeighbourOfTheMasterKeyIsNotIt(String near) {
        assertThat(refusal(gate(Profiles.standard()).authenticateManagement(TestRequest.bearing(near))))
                .isEqualTo(Reason.NOT_THE_MASTER_KEY);
    }

    @Test
    void theDigestOfTheMasterKeyIsNotIt() {
        String digest = HashScheme.sha256().hash(ApiKey.parse(MASTER)).toHex();
        assertThat(refusal(gate(Profiles.standard()).authenticateManagement(TestRequest.bearing(digest))))
                .isEqualTo(Reason.NOT_THE_MASTER_KEY);
    }

    @Test
    void aMasterKeyGivenAsArgon2idIsTriedBeforeAShapeIsRefused() {
        Authenticator gate =
                new Door(Profiles.anyLlm()).builder().masterKey(CORRECT_HORSE).build();
        assertThat(gate.managementNeedsOffload(TestRequest.bearing("correct-horse")))
                .isTrue();
        assertThat(gate.authenticateManagement(TestRequest.bearing("correct-horse")))
                .isInstanceOf(Granted.class);
        assertThat(gate.authenticate(TestRequest.bearing("correct-horse"))).isInstanceOf(Granted.class);
        assertThat(refusal(gate.authenticate(TestRequest.bearing("correct-house"))))
                .isEqualTo(Reason.BAD_PREFIX);
        assertThat(refusal(gate.authenticateManagement(TestRequest.bearing("correct-house"))))
                .isEqualTo(Reason.NOT_THE_MASTER_KEY);
    }

    @Test
    void aVirtualKeyIsNotTriedAgainstAnArgon2idMasterKey() {
        Door door = new Door(Profiles.anyLlm());
        Authenticator gate = door.builder()
                .masterKey("$argon2id$v=19$m=7168,t=1,p=1$bGF0Y2hrZXktc2FsdA$AAAAAAAAAAAAAAAAAAAAAA")
                .build();
        assertThat(gate.managementNeedsOffload(door.bearing(door.active))).isFalse();
    }

    @Test
    void aShortMasterKeyIsTakenWithAWarning() {
        try (LogLines log = new LogLines(Level.WARN)) {
            new Door(Profiles.standard())
                    .builder()
                    .masterKey("only-31-characters-0123456789ab")
                    .build();
            assertThat(log.from(Level.WARN))
                    .containsExactly("WARN The master key has 31 characters; at least 32 random ones are recommended");
        }
    }

    @Test
    void theMasterPrincipalHasEveryScopeAndNoUser() {
        Granted granted = (Granted) gate(Profiles.anyLlm()).authenticate(TestRequest.bearing(MASTER));
        assertThat(granted.principal().scopes().isUnrestricted()).isTrue();
        assertThat(granted.principal().user()).isEmpty();
        assertThat(granted.principal().id()).isEqualTo("master");
    }
}
