package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.profile.Profiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes with credential sources of their own: cloudflare's provider-native and REST endpoints side by side. */
class RuledRoutesTest {
    private static final String K = TestKeys.K;
    private static final CredentialSource OWN =
            CredentialSource.bearer("cf-aig-authorization").exactScheme().gatewayOnly();

    private final Authenticator gate = Authenticator.builder(Profiles.cloudflare("Authorization"))
            .keys(TestKeys.holding(K))
            .routes(
                    Route.any("/native/*").credentials(OWN),
                    Route.post("/exact").credentials(OWN))
            .build();

    private static TestRequest rest(String target) {
        return TestRequest.bearing(K).to("POST", target);
    }

    private static TestRequest ofProvider(String target) {
        return TestRequest.sending("cf-aig-authorization", "Bearer " + K)
                .with("Authorization", "Bearer provider-token")
                .with("x-api-key", "provider-key")
                .to("POST", target);
    }

    @Test
    void aRuledRouteReadsItsOwnHeaderAndLeavesTheProvidersAlone() {
        Granted granted = (Granted) gate.authenticate(ofProvider("/native/openai/chat"));
        assertThat(granted.upstream().drops("cf-aig-authorization")).isTrue();
        assertThat(granted.upstream().drops("authorization")).isFalse();
        assertThat(granted.upstream().drops("x-api-key")).isFalse();
    }

    @Test
    void theProfilesHeaderIsNoCredentialOnARuledRoute() {
        assertThat(gate.authenticate(rest("/native/openai/chat"))).isInstanceOf(Denied.class);
        assertThat(gate.authenticate(rest("/exact"))).isInstanceOf(Denied.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rest/chat", "/native", "/nativex/y", "/exact/", "/exact/x", "/NATIVE/x"})
    void everyOtherRouteReadsTheProfilesHeader(String target) {
        assertThat(gate.authenticate(rest(target))).isInstanceOf(Granted.class);
        assertThat(gate.authenticate(ofProvider(target))).isInstanceOf(Denied.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rest/chat", "/native/x"})
    void theGatewaysOwnHeaderNeverReachesTheHost(String target) {
        TestRequest both = rest(target).with("cf-aig-authorization", "Bearer " + K);
        assertThat(((Granted) gate.authenticate(both)).upstream().drops("CF-AIG-Authorization"))
                .isTrue();
    }

    @Test
    void aRuleForOneMethodLeavesTheOthersToTheProfile() {
        assertThat(gate.authenticate(rest("/exact").to("GET", "/exact"))).isInstanceOf(Granted.class);
    }

    @Test
    void anAbsoluteTargetFallsUnderTheRuleOfItsPath() {
        assertThat(gate.authenticate(ofProvider("http://host/native/x?y"))).isInstanceOf(Granted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://host?u=/native/x", "http://host?/native/x"})
    void aPathInTheQueryOfAnAbsoluteTargetIsNotItsPath(String target) {
        assertThat(gate.authenticate(ofProvider(target))).isInstanceOf(Denied.class);
        assertThat(gate.authenticate(rest(target))).isInstanceOf(Granted.class);
    }

    @Test
    void aSchemeInTheQueryMakesNoAbsoluteTarget() {
        assertThat(TestRequest.get("/a?u=http://host/native/x").path()).isEqualTo("/a");
        assertThat(TestRequest.get("a?u=http://host/native/x").path()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/native//x",
                "//native/x",
                "/native/./x",
                "/native/..",
                "/rest/../native/x",
                "/rest/..;/native/x",
                "/native;v=1/x",
                "/native\\x",
                "/native%2fx",
                "/native%2Fx",
                "/native/%2e%2e/x",
                "/native/%5cx",
                "/n%61tive/x",
                "/native/%7Ex",
                "/native/%252e",
                "/native/%3bx",
                "/native/%00",
                "/native/%zz",
                "/native/%2",
                "/native/%u002e",
                "/native/%c0%ae",
                "/native/%c1%9c",
                "/native/%e0%80%af",
                "/native/%f0%80%80%ae",
                "/native/%e0",
                "/native/\u00e9",
                "/native/a b",
                "/native/a\tb",
                "/native/#x",
                "native/x",
                "*",
                ""
            })
    void anOddPathIsRefusedOnceAnyRouteHasRules(String target) {
        Denied ofNative = (Denied) gate.authenticate(ofProvider(target));
        Denied ofRest = (Denied) gate.authenticate(rest(target));
        assertThat(ofNative.reason()).isEqualTo(Reason.ODD_PATH);
        assertThat(ofRest.reason()).isEqualTo(Reason.ODD_PATH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/native/x%20y",
                "/native/%E2%82%AC",
                "/native/%e0%a4%84",
                "/native/",
                "/native/a.b/...",
                "/native/~a-b_c",
                "/native/a:b@c"
            })
    void aPlainPathIsNotOdd(String target) {
        assertThat(gate.authenticate(ofProvider(target))).isInstanceOf(Granted.class);
    }

    @Test
    void anOddPathIsNobodysBusinessWhereNoRouteHasRules() {
        Authenticator plain = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.holding(K))
                .build();
        assertThat(plain.authenticate(rest("/v1//x"))).isInstanceOf(Granted.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Enforcement.class,
            names = {"OFF", "OBSERVE"})
    void aRuledRouteThatIsNotEnforcedStillKeepsTheGatewaysOwnHeader(Enforcement enforcement) {
        Authenticator lenient = Authenticator.builder(Profiles.cloudflare("Authorization"))
                .keys(TestKeys.holding(K))
                .routes(Route.any("/native/*").credentials(OWN))
                .enforcement(enforcement)
                .build();
        Open open = (Open) lenient.authenticate(ofProvider("/native/x"));
        assertThat(open.upstream().drops("cf-aig-authorization")).isTrue();
        assertThat(open.upstream().drops("authorization")).isFalse();
    }

    @Test
    void rulesLieBelowTheBasePath() {
        Authenticator mounted = Authenticator.builder(Profiles.cloudflare("Authorization"))
                .keys(TestKeys.holding(K))
                .routes(Route.any("/native/*").credentials(OWN))
                .basePath("/gw")
                .build();
        assertThat(mounted.authenticate(ofProvider("/gw/native/x"))).isInstanceOf(Granted.class);
        assertThat(mounted.authenticate(ofProvider("/native/x"))).isInstanceOf(Denied.class);
        assertThat(mounted.authenticate(rest("/native/x"))).isInstanceOf(Granted.class);
    }
}
