package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeySource;
import dev.latchkey.profile.Profiles;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which headers are kept from the host, and which are added for it. */
class ConsumedHeadersTest {
    private static final String K = TestKeys.K;
    private static final KeySource KEYS = TestKeys.source(TestKeys.record(K)
            .id(new KeyId("key-7"))
            .label("caf\u00e9 100%")
            .user("a\r\nb")
            .build());

    private static UpstreamHeaders upstream(GatewayProfile profile, TestRequest request) {
        return passed(Authenticator.builder(profile).keys(KEYS).build(), request);
    }

    private static UpstreamHeaders passed(Authenticator gate, TestRequest request) {
        return ((Verdict.Passed) gate.authenticate(request)).upstream();
    }

    @Test
    void theHeaderThatCarriedTheKeyIsDropped() {
        UpstreamHeaders upstream = upstream(Profiles.standard(), TestRequest.bearing(K));
        assertThat(upstream.drops("Authorization")).isTrue();
        assertThat(upstream.drops("AUTHORIZATION")).isTrue();
        assertThat(upstream.drops("x-api-key")).isFalse();
    }

    @Test
    void bothHeadersThatCarriedTheKeyAreDropped() {
        UpstreamHeaders upstream =
                upstream(Profiles.standard(), TestRequest.bearing(K).with("x-api-key", K));
        assertThat(upstream.drops("authorization")).isTrue();
        assertThat(upstream.drops("X-API-Key")).isTrue();
    }

    @Test
    void aProvidersOwnCredentialBesideTheKeyGoesOn() {
        TestRequest request = TestRequest.sending("X-AnyLLM-Key", "Bearer " + anyLlmKey())
                .with("Authorization", "Bearer provider-token");
        UpstreamHeaders upstream = passed(anyLlm(), request);
        assertThat(upstream.drops("x-anyllm-key")).isTrue();
        assertThat(upstream.drops("authorization")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer %s", "Basic %s", "%s", "Bearer x, Bearer %s"})
    void aLaterCredentialHeaderThatRepeatsTheKeysTextIsDroppedToo(String value) {
        TestRequest request = TestRequest.sending("X-AnyLLM-Key", "Bearer " + anyLlmKey())
                .with("Authorization", value.formatted(anyLlmKey()));
        assertThat(passed(anyLlm(), request).drops("authorization")).isTrue();
    }

    @Test
    void anEarlierHeaderThatWasPassedOverAndHoldsTheKeysTextIsDroppedToo() {
        TestRequest request = TestRequest.sending("Authorization", "Basic " + K).with("x-api-key", K);
        UpstreamHeaders upstream = upstream(Profiles.freeAi(), request);
        assertThat(upstream.drops("x-api-key")).isTrue();
        assertThat(upstream.drops("authorization")).isTrue();
    }

    @Test
    void anEarlierHeaderThatWasPassedOverGoesOnOtherwise() {
        TestRequest request = TestRequest.sending("Authorization", "Basic dTpw").with("x-api-key", K);
        assertThat(upstream(Profiles.freeAi(), request).drops("authorization")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Latchkey-Key-Id",
                "x-latchkey-user",
                "X_Latchkey_Label",
                "x-latchkey_key-id",
                "X-LATCHKEY-ANYTHING",
                "x_latchkey-"
            })
    void identityHeadersFromTheClientAreDroppedOnEveryRoute(String name) {
        assertThat(upstream(Profiles.standard(), TestRequest.bearing(K)).drops(name))
                .isTrue();
        assertThat(upstream(Profiles.standard(), TestRequest.get("/health")).drops(name))
                .isTrue();
        assertThat(passed(switched(Enforcement.OFF), TestRequest.get("/v1/x")).drops(name))
                .isTrue();
        assertThat(passed(switched(Enforcement.OBSERVE), TestRequest.get("/v1/x"))
                        .drops(name))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Latchkey", "X-Request-Id", "", "Latchkey-Key-Id", "x-latchke"})
    void otherHeadersGoOn(String name) {
        assertThat(upstream(Profiles.standard(), TestRequest.bearing(K)).drops(name))
                .isFalse();
    }

    @Test
    void openRequestsKeepTheirCredential() {
        TestRequest health = TestRequest.bearing(K).to("GET", "/health");
        assertThat(upstream(Profiles.standard(), health).drops("authorization")).isFalse();
        assertThat(passed(switched(Enforcement.OFF), TestRequest.bearing(K)).drops("authorization"))
                .isFalse();
        assertThat(passed(switched(Enforcement.OBSERVE), TestRequest.bearing(K)).drops("authorization"))
                .isFalse();
    }

    @Test
    void noIdentityIsAddedUnlessTheHostAsks() {
        assertThat(upstream(Profiles.standard(), TestRequest.bearing(K)).adds()).isEmpty();
    }

    @Test
    void theIdentityIsAddedInVisibleAscii() {
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(KEYS)
                .identityHeaders()
                .build();
        assertThat(passed(gate, TestRequest.bearing(K)).adds())
                .isEqualTo(List.of(
                        new Header("X-Latchkey-Key-Id", "key-7"),
                        new Header("X-Latchkey-Label", "caf%C3%A9%20100%25"),
                        new Header("X-Latchkey-User", "a%0D%0Ab")));
    }

    @Test
    void theImplicitUserOfAnyLlmIsNamedAfterTheKey() {
        Granted granted = (Granted) anyLlm().verify(anyLlmKey());
        assertThat(granted.principal().user())
                .contains("apikey-" + granted.principal().id());
    }

    private static String anyLlmKey() {
        return "gw-" + "k".repeat(64);
    }

    private static Authenticator anyLlm() {
        return Authenticator.builder(Profiles.anyLlm())
                .keys(TestKeys.holding(anyLlmKey()))
                .build();
    }

    private static Authenticator switched(Enforcement enforcement) {
        return Authenticator.builder(Profiles.standard())
                .keys(KEYS)
                .enforcement(enforcement)
                .build();
    }
}
