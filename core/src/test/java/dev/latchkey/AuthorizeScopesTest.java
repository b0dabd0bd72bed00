package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.access.AddressRanges;
import dev.latchkey.access.Scopes;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.profile.Profiles;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What routes require of a key's scopes, and where a key may be used from. */
class AuthorizeScopesTest {
    private static final TestRequest CALL = TestRequest.bearing(TestKeys.K);
    private static final String MASTER = "master-key-of-32-characters-0001";

    private static Authenticator.Builder with(String... scopes) {
        return Authenticator.builder(Profiles.standard())
                .keys(TestKeys.source(
                        TestKeys.record(TestKeys.K).scopes(Scopes.of(scopes)).build()));
    }

    private static Calls reading(String... scopes) {
        return new Calls(with(scopes)
                .routes(
                        Route.get("/v1/models").requires("models:read"),
                        Route.any("/v1/admin/*").requires("admin:all"),
                        Route.post("/v1/admin/keys").requires("keys:write"))
                .build());
    }

    @ParameterizedTest
    @CsvSource({"GET,/v1/models", "HEAD,/v1/models", "GET,/v1/models/", "HEAD,/v1/models/"})
    void aRequiringRouteHoldsForHeadAndWithASlashBehind(String method, String path) {
        reading("chat:write").refusedFor(Reason.MISSING_SCOPE, CALL.to(method, path));
        assertThat(reading("models:read").make(CALL.to(method, path))).isInstanceOf(Admitted.class);
    }

    @ParameterizedTest
    @CsvSource({"POST,/v1/models", "GET,/v1/models2", "GET,/v1/model", "GET,/v1/other"})
    void anotherRouteRequiresNothing(String method, String path) {
        assertThat(reading("none:here").make(CALL.to(method, path))).isInstanceOf(Admitted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin:all", "keys:write"})
    void ofTwoRoutesThatCoverARequestBothAreToBeMet(String only) {
        TestRequest request = CALL.to("POST", "/v1/admin/keys");
        reading(only).refusedFor(Reason.MISSING_SCOPE, request);
        assertThat(reading("admin:all", "keys:write").make(request)).isInstanceOf(Admitted.class);
    }

    @Test
    void aKeyWithoutAnyScopeMayCallWhatRequiresNothing() {
        assertThat(reading().make(CALL.to("GET", "/v1/other"))).isInstanceOf(Admitted.class);
        reading().refusedFor(Reason.MISSING_SCOPE, CALL.to("GET", "/v1/models"));
    }

    @Test
    void aWildcardGrantsTheWholeArea() {
        assertThat(reading("models:*").make(CALL.to("GET", "/v1/models"))).isInstanceOf(Admitted.class);
    }

    @Test
    void theQueryPlaysNoPart() {
        reading("chat:write").refusedFor(Reason.MISSING_SCOPE, CALL.to("GET", "/v1/models?x=/v1/other"));
    }

    @Test
    void routesStandBelowTheBasePath() {
        Calls calls = new Calls(with("chat:write")
                .basePath("/gateway")
                .routes(Route.get("/v1/models").requires("models:read"))
                .build());
        calls.refusedFor(Reason.MISSING_SCOPE, CALL.to("GET", "/gateway/v1/models"));
        assertThat(calls.make(CALL.to("GET", "/v1/models"))).isInstanceOf(Admitted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//v1/models", "/v1/./models", "/v1/models;x=1", "/v1/%6dodels", "/v1%2fmodels"})
    void aPathThatAContainerWouldReadAsTheRouteNeverGetsSoFar(String path) {
        Authenticator gate = with("chat:write")
                .routes(Route.get("/v1/models").requires("models:read"))
                .build();
        assertThat(gate.authenticate(CALL.to("GET", path)))
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Reason.ODD_PATH));
    }

    @Test
    void theMasterKeyIsHeldToNothing() {
        Authenticator gate = Authenticator.builder(Profiles.anyLlm())
                .masterKey(MASTER)
                .routes(Route.any("/v1/*").requires("everything:there-is"))
                .build();
        TestRequest request = TestRequest.sending("X-AnyLLM-Key", "Bearer " + MASTER);
        Admitted admitted = (Admitted) new Calls(gate).make(request, Calls.costing("1000000"));
        assertThat(admitted.headers()).isEmpty();
        assertThat(admitted.reservation().holdsMoney()).isFalse();
    }

    @Test
    void aKeyMayBeHeldToAddresses() {
        Calls calls = new Calls(heldToOneNetwork().build());
        assertThat(calls.make(PeerRequest.from("192.0.2.255", CALL))).isInstanceOf(Admitted.class);
        calls.refusedFor(Reason.ADDRESS_NOT_ALLOWED, PeerRequest.from("192.0.3.0", CALL));
    }

    @Test
    void anAddressThatIsNotKnownIsNotAllowed() {
        new Calls(heldToOneNetwork().build()).refusedFor(Reason.ADDRESS_NOT_ALLOWED, CALL);
    }

    @Test
    void onlyATrustedProxyIsBelievedWhatTheAddressIs() {
        Calls calls = new Calls(heldToOneNetwork()
                .trustedProxies(TrustedProxies.of(AddressRanges.parse(List.of("10.0.0.0/8")), 1))
                .build());
        TestRequest said = CALL.with("X-Forwarded-For", "192.0.2.7");
        assertThat(calls.make(PeerRequest.from("10.1.2.3", said))).isInstanceOf(Admitted.class);
        calls.refusedFor(Reason.ADDRESS_NOT_ALLOWED, PeerRequest.from("203.0.113.9", said));
        calls.refusedFor(
                Reason.ADDRESS_NOT_ALLOWED,
                PeerRequest.from("10.1.2.3", CALL.with("X-Forwarded-For", "192.0.2.7, 203.0.113.9")));
    }

    private static Authenticator.Builder heldToOneNetwork() {
        return Authenticator.builder(Profiles.standard())
                .keys(TestKeys.source(Calls.key(KeyPermits.builder()
                        .addresses(AddressRanges.parse(List.of("192.0.2.0/24")))
                        .build())));
    }
}
