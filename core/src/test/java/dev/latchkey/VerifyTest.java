package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.access.Scopes;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeySource;
import dev.latchkey.profile.Profiles;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The front door for a host that has only the key's text, and what it learns about the key's owner. */
class VerifyTest {
    private static final String K = TestKeys.K;

    private final Authenticator gate = Authenticator.builder(Profiles.standard())
            .keys(TestKeys.source(TestKeys.record(K)
                    .id(new KeyId("key-7"))
                    .label("customer-a")
                    .user("alice")
                    .scopes(Scopes.of("chat"))
                    .metadata(Map.of("plan", "pro"))
                    .environment("production")
                    .build()))
            .build();

    private final KeySource shared = TestKeys.holding(K);

    private Reason refusal(String token) {
        return ((Denied) gate.verify(token)).reason();
    }

    @Test
    void theOwnerIsWhoTheRecordSays() {
        Principal principal = ((Granted) gate.verify(K)).principal();
        assertThat(principal.kind()).isEqualTo(Principal.Kind.KEY);
        assertThat(principal.id()).isEqualTo("key-7");
        assertThat(principal.getName()).isEqualTo("key-7");
        assertThat(principal.label()).isEqualTo("customer-a");
        assertThat(principal.user()).contains("alice");
        assertThat(principal.scopes()).isEqualTo(Scopes.of("chat"));
        assertThat(principal.metadata()).isEqualTo(Map.of("plan", "pro"));
        assertThat(principal.environment()).contains("production");
    }

    @Test
    void theOwnerOfAKeyIsOneObjectForAllItsRequests() {
        Principal principal = ((Granted) gate.verify(K)).principal();
        assertThat(((Granted) gate.verify(K)).principal()).isSameAs(principal);
    }

    @Test
    void twoAuthenticatorsOfOneSourceDoNotShareVerdicts() {
        Authenticator standard =
                Authenticator.builder(Profiles.standard()).keys(shared).build();
        Authenticator withHeaders = Authenticator.builder(Profiles.standard())
                .keys(shared)
                .identityHeaders()
                .build();
        standard.verify(K);
        assertThat(((Granted) withHeaders.verify(K)).upstream().adds()).isNotEmpty();
        assertThat(((Granted) standard.verify(K)).upstream().adds()).isEmpty();
    }

    @Test
    void noTextIsNoCredential() {
        assertThat(((Denied) gate.verify(null)).reason()).isEqualTo(Reason.NO_CREDENTIAL);
        assertThat(refusal("")).isEqualTo(Reason.NO_CREDENTIAL);
    }

    @Test
    void noTextIsNotEvenLookedAtWhereNothingIsConfigured() {
        Authenticator unconfigured = Authenticator.builder(Profiles.freeAi()).build();
        assertThat(((Denied) unconfigured.verify("")).reason()).isEqualTo(Reason.NOT_CONFIGURED);
        assertThat(((Denied) unconfigured.verify(K)).reason()).isEqualTo(Reason.NOT_CONFIGURED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer migrated-key-0123456789-ABCDEFGHIJ", " migrated-key-0123456789-ABCDEFGHIJ", "a,b", "é"})
    void theTextIsTakenAsItIs(String token) {
        assertThat(refusal(token)).isEqualTo(Reason.BAD_CHARACTERS);
    }

    @Test
    void aTextOf8MebibytesIsTooLong() {
        assertThat(refusal("a".repeat(8 << 20))).isEqualTo(Reason.TOO_LONG);
    }

    @Test
    void enforcementThatIsOffDoesNotMakeAKeyGood() {
        Authenticator off = Authenticator.builder(Profiles.standard())
                .keys(shared)
                .enforcement(Enforcement.OFF)
                .build();
        assertThat(((Denied) off.verify("unknown")).reason()).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void aVerdictFoldsIntoTheOneFunctionThatFits() {
        assertThat(gate.verify(K).<String>fold(g -> "granted", o -> "open", d -> "denied"))
                .isEqualTo("granted");
        assertThat(gate.verify("x").<String>fold(g -> "granted", o -> "open", d -> "denied"))
                .isEqualTo("denied");
        assertThat(gate.authenticate(TestRequest.get("/health"))
                        .<String>fold(g -> "granted", o -> "open", d -> "denied"))
                .isEqualTo("open");
    }
}
