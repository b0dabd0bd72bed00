package dev.latchkey.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Denied;
import dev.latchkey.GatewayProfile;
import dev.latchkey.Reason;
import dev.latchkey.TestRequest;
import dev.latchkey.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In which header each of the five gateways looks first, and when it looks further. */
class CredentialOrderTest {
    private static Object outcome(Door door, TestRequest request) {
        Verdict verdict = door.gate().authenticate(request);
        return verdict instanceof Denied denied ? denied.reason() : "granted";
    }

    private static TestRequest none() {
        return TestRequest.of("POST", "/v1/chat/completions");
    }

    static List<GatewayProfile> fallingThrough() {
        return List.of(Profiles.freeAi(), Profiles.llmGateway());
    }

    static List<GatewayProfile> exactSchemes() {
        return Profiles.all().subList(1, 6);
    }

    @ParameterizedTest
    @MethodSource("exactSchemes")
    void theFiveReadTheSchemeExactly(GatewayProfile profile) {
        Door door = new Door(profile);
        assertThat(outcome(door, door.sending("Bearer " + door.active))).isEqualTo("granted");
        for (String scheme : new String[] {"bearer ", "BEARER ", "Bearer  ", "Bearer\t", "Bearer", "Basic ", ""}) {
            assertThat(outcome(door, door.sending(scheme + door.active)))
                    .as(scheme)
                    .isInstanceOf(Reason.class);
        }
    }

    @ParameterizedTest
    @MethodSource("fallingThrough")
    void anotherSchemeIsPassedOver(GatewayProfile profile) {
        Door door = new Door(profile);
        for (String other : new String[] {"Basic dTpw", "bearer x", "Bearer", "Bearer "}) {
            TestRequest request = none().with("Authorization", other).with("x-api-key", door.active);
            assertThat(outcome(door, request)).as(other).isEqualTo("granted");
        }
    }

    @ParameterizedTest
    @MethodSource("fallingThrough")
    void aWrongKeyInTheFirstHeaderIsNotPassedOver(GatewayProfile profile) {
        Door door = new Door(profile);
        TestRequest request = none().with("Authorization", "Bearer wrong").with("x-api-key", door.active);
        assertThat(outcome(door, request)).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @ParameterizedTest
    @MethodSource("fallingThrough")
    void aGoodKeyInTheFirstHeaderDecidesWhateverTheSecondHolds(GatewayProfile profile) {
        Door door = new Door(profile);
        TestRequest request =
                none().with("Authorization", "Bearer " + door.active).with("x-api-key", "another", "and more");
        assertThat(outcome(door, request)).isEqualTo("granted");
    }

    @ParameterizedTest
    @MethodSource("fallingThrough")
    void anEmptyFirstHeaderIsAbsent(GatewayProfile profile) {
        Door door = new Door(profile);
        TestRequest request = none().with("Authorization", "").with("x-api-key", door.active);
        assertThat(outcome(door, request)).isEqualTo("granted");
    }

    @Test
    void anyLlmLooksInItsOwnHeaderThenAuthorizationThenXApiKey() {
        Door door = new Door(Profiles.anyLlm());
        String good = "Bearer " + door.active;
        assertThat(outcome(door, none().with("X-AnyLLM-Key", good).with("Authorization", "Bearer wrong")))
                .isEqualTo("granted");
        assertThat(outcome(door, none().with("X-AnyLLM-Key", "Bearer wrong").with("Authorization", good)))
                .isEqualTo(Reason.BAD_PREFIX);
        assertThat(outcome(door, none().with("Authorization", good).with("x-api-key", "wrong")))
                .isEqualTo("granted");
        assertThat(outcome(door, none().with("x-api-key", door.active))).isEqualTo("granted");
    }

    @Test
    void anyLlmPassesNoOtherSchemeOver() {
        Door door = new Door(Profiles.anyLlm());
        TestRequest request = none().with("Authorization", "Basic dTpw").with("x-api-key", door.active);
        assertThat(outcome(door, request)).isEqualTo(Reason.WRONG_SCHEME);
        assertThat(outcome(
                        door, none().with("X-AnyLLM-Key", door.active).with("Authorization", "Bearer " + door.active)))
                .isEqualTo(Reason.WRONG_SCHEME);
    }

    @Test
    void anyLlmLooksAtThePrefixThenTheLengthThenTheCharacters() {
        Door door = new Door(Profiles.anyLlm());
        assertThat(outcome(door, door.bearing("GW-" + "a".repeat(60)))).isEqualTo(Reason.BAD_PREFIX);
        assertThat(outcome(door, door.bearing("gw-a\u00e9"))).isEqualTo(Reason.TOO_SHORT);
        assertThat(outcome(door, door.bearing("gw-" + "a".repeat(46)))).isEqualTo(Reason.TOO_SHORT);
        assertThat(outcome(door, door.bearing("gw-" + "a".repeat(46) + "."))).isEqualTo(Reason.BAD_CHARACTERS);
        assertThat(outcome(door, door.bearing("gw-" + "a".repeat(46) + "\n"))).isEqualTo(Reason.BAD_CHARACTERS);
        assertThat(outcome(door, door.bearing("gw-" + "a".repeat(47)))).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(outcome(door, door.bearing("wg-" + "a".repeat(60_000)))).isEqualTo(Reason.BAD_PREFIX);
        assertThat(outcome(door, door.bearing("gw-" + "a".repeat(60_000)))).isEqualTo(Reason.TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-api-key", "X-AnyLLM-Key", "cf-aig-authorization"})
    void transactionalLooksInAuthorizationOnly(String header) {
        Door door = new Door(Profiles.transactional());
        assertThat(outcome(door, none().with(header, "Bearer " + door.active))).isEqualTo(Reason.NO_CREDENTIAL);
    }

    @Test
    void cloudflareLooksInTheHeaderThatWasConfigured() {
        Door nativeEndpoints = new Door(Profiles.cloudflare());
        Door rest = new Door(Profiles.cloudflare("Authorization"));
        assertThat(outcome(nativeEndpoints, none().with("Authorization", "Bearer " + nativeEndpoints.active)))
                .isEqualTo(Reason.NO_CREDENTIAL);
        assertThat(outcome(rest, none().with("Authorization", "Bearer " + rest.active)))
                .isEqualTo("granted");
    }

    @Test
    void aRepeatedHeaderIsAListAndNoKeyInTheFiveEither() {
        for (GatewayProfile profile : exactSchemes()) {
            Door door = new Door(profile);
            String good = "Bearer " + door.active;
            assertThat(outcome(door, door.sending(good, good)))
                    .as(profile.name())
                    .isEqualTo(Reason.BAD_CHARACTERS);
        }
    }
}
