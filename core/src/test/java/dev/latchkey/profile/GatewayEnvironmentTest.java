package dev.latchkey.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.latchkey.Authenticator;
import dev.latchkey.Denial;
import dev.latchkey.Denied;
import dev.latchkey.GatewayProfile;
import dev.latchkey.Granted;
import dev.latchkey.LogLines;
import dev.latchkey.Reason;
import dev.latchkey.TestKeys;
import dev.latchkey.TestRequest;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.HashScheme;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The environment variables that the gateways share, as each profile reads them. */
class GatewayEnvironmentTest {
    private static final String K = TestKeys.K;
    private static final String RING =
            "customer-a:" + HashScheme.sha256().hash(ApiKey.parse(K)).toHex();

    static List<GatewayProfile> all() {
        return Profiles.all();
    }

    static List<GatewayProfile> withoutLegacyKey() {
        return Profiles.all().stream()
                .filter(profile -> !profile.readsLegacyKey())
                .toList();
    }

    private static Authenticator gate(GatewayProfile profile, Map<String, String> variables) {
        Authenticator.Builder builder = Authenticator.builder(profile);
        GatewayEnvironment.of(variables).applyTo(builder);
        return builder.build();
    }

    private static void assertRefused(GatewayProfile profile, String variable, String value) {
        GatewayEnvironment environment = GatewayEnvironment.of(Map.of(variable, value));
        assertThatThrownBy(() -> environment.applyTo(Authenticator.builder(profile)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(variable + ": ")
                .message()
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRingIsReadUnderEveryProfile(GatewayProfile profile) {
        GatewayProfile shapeless = profile.toBuilder().anyShape().build();
        Granted granted = (Granted)
                gate(shapeless, Map.of("GATEWAY_API_KEY_HASHES", RING)).verify(K);
        assertThat(granted.principal().label()).isEqualTo("customer-a");
        assertThat(GatewayEnvironment.of(Map.of("GATEWAY_API_KEY_HASHES", RING)).namesKeys(profile))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "canary:canary", "# canary"})
    void aBlankOrBrokenRingRefusesToStartUnderAStrictProfile(String text) {
        assertRefused(Profiles.standard(), "GATEWAY_API_KEY_HASHES", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "canary:canary", "# canary"})
    void aBlankOrDroppedRingIsNotConfiguredInFreeAi(String text) {
        Map<String, String> variables = Map.of("GATEWAY_API_KEY_HASHES", text);
        assertThat(GatewayEnvironment.of(variables).namesKeys(Profiles.freeAi()))
                .isFalse();
        assertThat(gate(Profiles.freeAi(), variables).verify(K))
                .isEqualTo(new Denied(Denial.of(Reason.NOT_CONFIGURED)));
    }

    @Test
    void freeAiReadsItsLegacyKeyBesideTheRing() {
        Authenticator gate =
                gate(Profiles.freeAi(), Map.of("GATEWAY_API_KEY", "legacy-key-0123", "GATEWAY_API_KEY_HASHES", RING));
        assertThat(gate.verify("legacy-key-0123")).isInstanceOf(Granted.class);
        assertThat(gate.verify(K)).isInstanceOf(Granted.class);
    }

    @Test
    void aBlankLegacyKeyIsNotConfigured() {
        assertThat(GatewayEnvironment.of(Map.of("GATEWAY_API_KEY", " ")).namesKeys(Profiles.freeAi()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary key", "canary\n", "can\u00e4ry canary", "test", "password"})
    void aLegacyKeyThatCanBeNoneRefusesToStart(String text) {
        assertRefused(Profiles.freeAi(), "GATEWAY_API_KEY", text);
    }

    @Test
    void aLegacyKeyAbove512BytesRefusesToStart() {
        assertRefused(Profiles.freeAi(), "GATEWAY_API_KEY", "canary".repeat(86));
    }

    @ParameterizedTest
    @MethodSource("withoutLegacyKey")
    void elsewhereTheLegacyKeyIsTheClientsAndIgnoredWithOneWarning(GatewayProfile profile) {
        try (LogLines log = new LogLines(Level.WARN)) {
            Authenticator gate = gate(profile, Map.of("GATEWAY_API_KEY", K, "GATEWAY_MASTER_KEY", Door.MASTER));
            assertThat(gate.verify(K)).isInstanceOf(Denied.class);
            assertThat(log.from(Level.WARN))
                    .containsExactly(
                            "WARN GATEWAY_API_KEY is set and ignored: profile " + profile.name() + " does not read it");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theMasterKeyIsReadUnderEveryProfile(GatewayProfile profile) {
        Authenticator gate = gate(profile, Map.of("GATEWAY_MASTER_KEY", Door.MASTER));
        assertThat(gate.authenticateManagement(new Door(profile).bearing(Door.MASTER)))
                .isInstanceOf(Granted.class);
    }

    @Test
    void aBlankMasterKeyIsNotConfigured() {
        Authenticator gate = gate(Profiles.anyLlm(), Map.of("GATEWAY_MASTER_KEY", "  "));
        assertThat(gate.authenticateManagement(TestRequest.bearing("x")))
                .isEqualTo(new Denied(Denial.of(Reason.MASTER_KEY_NOT_CONFIGURED)));
    }

    @Test
    void aMasterKeyThatCanBeNoneRefusesToStart() {
        assertRefused(Profiles.anyLlm(), "GATEWAY_MASTER_KEY", "canary canary");
    }

    @Test
    void anUnsetMasterKeyLeavesItToTheHost() {
        Authenticator.Builder builder = Authenticator.builder(Profiles.standard());
        GatewayEnvironment.of(Map.of()).applyTo(builder);
        Authenticator gate = builder.masterKey(Door.MASTER).build();
        assertThat(gate.authenticateManagement(TestRequest.bearing(Door.MASTER)))
                .isInstanceOf(Granted.class);
    }

    @Test
    void hashSecretsAreTrimmedAndBlanksDropped() {
        String hmac = HashScheme.hmacSha256("older").hash(ApiKey.parse(K)).toHex();
        Authenticator gate = gate(
                Profiles.llmGateway(),
                Map.of("GATEWAY_API_KEY_HASH_SECRET", " newest ,, older ,", "GATEWAY_API_KEY_HASHES", "a:" + hmac));
        assertThat(gate.verify(K)).isInstanceOf(Granted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " , ,", "canary-1,canary-2,canary-3,canary-4,canary-5"})
    void noHashSecretOrAFifthRefusesToStart(String text) {
        assertRefused(Profiles.llmGateway(), "GATEWAY_API_KEY_HASH_SECRET", text);
    }
}
