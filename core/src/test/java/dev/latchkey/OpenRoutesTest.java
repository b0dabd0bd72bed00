package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.profile.Profiles;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rule {@code GET /health} opens, and what it leaves shut. */
class OpenRoutesTest {
    private static final String K = TestKeys.K;

    private final Authenticator gate = gate();

    private static Authenticator gate(Route... routes) {
        Authenticator.Builder builder =
                Authenticator.builder(Profiles.standard()).keys(TestKeys.holding(K));
        return routes.length == 0 ? builder.build() : builder.routes(routes).build();
    }

    private static Authenticator ruled() {
        return gate(Route.any("/provider/*").credentials(CredentialSource.bearer("cf-aig-authorization")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health?", "/health?x=1", "/health?api_key=/../y;z"})
    void theRouteIsOpenWhateverItsQuery(String target) {
        assertThat(gate.authenticate(TestRequest.get(target))).isInstanceOf(Open.class);
        assertThat(ruled().authenticate(TestRequest.get(target))).isInstanceOf(Open.class);
    }

    @Test
    void aBadCredentialOnAnOpenRouteIsIgnored() {
        Verdict verdict = gate.authenticate(TestRequest.bearing("unknown").to("GET", "/health"));
        assertThat(((Open) verdict).reason()).isEqualTo(Open.Why.ROUTE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/",
                "/HEALTH",
                "//health",
                "/health/../v1/x",
                "/./health",
                "/health;x=1",
                "/health%2f",
                "/%68ealth",
                "/health%00",
                "/health#",
                "/health%3f",
                "/health%20",
                "/health\\",
                "/health/.",
                "/v1/../health",
                "http://host/health",
                "health",
                "",
                "*",
                "/health%",
                "/healthz",
                "/health&x",
                "/health\u0000",
                "/hea\u017fth"
            })
    void everythingElseIsProtected(String target) {
        assertThat(gate.authenticate(TestRequest.get(target))).isInstanceOf(Denied.class);
        assertThat(ruled().authenticate(TestRequest.get(target))).isInstanceOf(Denied.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "HEAD", "get", "Get", "OPTIONS", "PUT", "GET ", ""})
    void otherMethodsAreProtected(String method) {
        assertThat(gate.authenticate(TestRequest.of(method, "/health"))).isInstanceOf(Denied.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void aMethodOverrideIsIgnored(String header) {
        TestRequest request = TestRequest.of("POST", "/health").with(header, "GET");
        assertThat(gate.authenticate(request)).isInstanceOf(Denied.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix", "X-Forwarded-Uri", "X-Original-URI"})
    void aRewrittenTargetIsIgnored(String header) {
        TestRequest request = TestRequest.get("/v1/x").with(header, "/health");
        assertThat(gate.authenticate(request)).isInstanceOf(Denied.class);
    }

    @Test
    void belowABasePathOnlyTheWholePathIsOpen() {
        Authenticator mounted = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.holding(K))
                .basePath("/gateway")
                .build();
        assertThat(mounted.authenticate(TestRequest.get("/gateway/health?x"))).isInstanceOf(Open.class);
        for (String shut :
                new String[] {"/health", "/gateway", "/gatewayhealth", "/gateway2/health", "/Gateway/health"}) {
            assertThat(mounted.authenticate(TestRequest.get(shut))).as(shut).isInstanceOf(Denied.class);
        }
    }

    @Test
    void theHostsOwnOpenRoutesTakeThePlaceOfTheProfiles() {
        Authenticator own = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.holding(K))
                .openRoutes(Route.get("/ready"), Route.any("/any"))
                .build();
        assertThat(own.authenticate(TestRequest.get("/ready"))).isInstanceOf(Open.class);
        assertThat(own.authenticate(TestRequest.of("DELETE", "/any"))).isInstanceOf(Open.class);
        assertThat(own.authenticate(TestRequest.get("/health"))).isInstanceOf(Denied.class);
    }

    @Test
    void namingNoOpenRouteShutsThemAll() {
        Authenticator shut = Authenticator.builder(Profiles.freeAi())
                .keys(TestKeys.holding(K))
                .openRoutes()
                .build();
        assertThat(shut.authenticate(TestRequest.get("/health"))).isInstanceOf(Denied.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "**", "/**", "/*", "*", "health", "/h*", "/a/*/b", "/a?b", "/a//b", "/a/../b", "/a;b", "/a%2fb"
            })
    void aRuleThatWouldOpenMoreThanItSaysIsRefused(String path) {
        assertThatThrownBy(() -> Route.get(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a");
    }

    @Test
    void aRuleForEverythingBelowAPathCannotBeOpen() {
        Authenticator.Builder builder = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.holding(K))
                .openRoutes(Route.get("/docs/*"));
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GET /docs/*")
                .hasMessageContaining("one exact path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/v1/analytics", "/v1/stats/providers", "/v1/models", "/docs", "/openapi.json"})
    void freeAiOpensItsSixRoutesAndNothingBesideThem(String path) {
        Authenticator freeAi = Authenticator.builder(Profiles.freeAi())
                .keys(TestKeys.holding(K))
                .build();
        assertThat(freeAi.authenticate(TestRequest.get(path + "?q=1"))).isInstanceOf(Open.class);
        for (TestRequest near : Arrays.asList(
                TestRequest.of("HEAD", path), TestRequest.get(path + "/"), TestRequest.get(path + "/x"))) {
            assertThat(freeAi.authenticate(near)).as(near.toString()).isInstanceOf(Denied.class);
        }
    }

    @Test
    void modelsAreProtectedInLlmGatewayAndHealthInCloudflare() {
        Authenticator llmGateway = Authenticator.builder(Profiles.llmGateway())
                .keys(TestKeys.holding(K))
                .build();
        Authenticator cloudflare = Authenticator.builder(Profiles.cloudflare())
                .keys(TestKeys.holding(K))
                .build();
        assertThat(llmGateway.authenticate(TestRequest.get("/v1/models"))).isInstanceOf(Denied.class);
        assertThat(cloudflare.authenticate(TestRequest.get("/health"))).isInstanceOf(Denied.class);
    }
}
