package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.access.AddressRanges;
import dev.latchkey.access.AllowedModels;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.access.Scopes;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a body has to be held, and for what; every other streams through. */
class BodyNeedTest {
    private static final Route CHAT = Route.post("/v1/chat/completions").readsBody();
    private static final TestRequest CALL = TestRequest.bearing(TestKeys.K);
    private static final KeyPermits OF_ONE_MODEL = KeyPermits.builder()
            .models(AllowedModels.of(List.of("openai:gpt-4o")))
            .build();
    private static final KeyPermits OF_A_DOLLAR =
            KeyPermits.builder().usageLimit(Money.parse("1")).build();

    private static Authenticator.Builder builder(GatewayProfile profile, KeyRecord record) {
        return Authenticator.builder(profile)
                .keys(TestKeys.source(record))
                .routes(CHAT)
                .time(new TestClock());
    }

    private static BodyNeed need(Authenticator gate, Request request) {
        return gate.bodyNeed(new Calls(gate).who(request), request);
    }

    private static BodyNeed need(KeyPermits permits, Request request) {
        return need(builder(Profiles.standard(), Calls.key(permits)).build(), request);
    }

    @Test
    void aKeyWithoutRulesLetsItsBodiesStream() {
        assertThat(need(KeyPermits.unlimited(), CALL).isNone()).isTrue();
        assertThat(need(Calls.perMinute(5), CALL).isNone()).isTrue();
    }

    @Test
    void aKeyWithModelsHasToNameOne() {
        assertThat(need(OF_ONE_MODEL, CALL).members()).isEqualTo(Set.of(BodyMember.MODEL));
    }

    @Test
    void aKeyWithMoneyIsAskedWhatACallMayCostWhereSomebodyEstimatesIt() {
        assertThat(need(OF_A_DOLLAR, CALL).isNone()).isTrue();
        Authenticator estimating = builder(Profiles.standard(), Calls.key(OF_A_DOLLAR))
                .costEstimator(CostEstimator.byTokens(ModelCatalog.empty(), 16))
                .build();
        assertThat(need(estimating, CALL).members())
                .isEqualTo(Set.of(BodyMember.MODEL, BodyMember.MAX_TOKENS, BodyMember.STREAM, BodyMember.TEXT));
    }

    @Test
    void aProfileThatAsksForAProjectLooksForItInTheBodyUnlessAHeaderSays() {
        Authenticator freeAi =
                builder(Profiles.freeAi(), Calls.key(KeyPermits.unlimited())).build();
        assertThat(need(freeAi, CALL).members()).isEqualTo(Set.of(BodyMember.PROJECT));
        assertThat(need(freeAi, CALL.with("x-gateway-project-id", "")).isNone()).isTrue();
    }

    @Test
    void aProfileInWhichKeysSpeakForUsersLooksWhoIsNamed() {
        GatewayProfile anyLlm = Profiles.anyLlm().toBuilder().anyShape().build();
        Authenticator refusing =
                builder(anyLlm, Calls.key(KeyPermits.unlimited())).build();
        assertThat(need(refusing, CALL).members()).isEqualTo(Set.of(BodyMember.USER));
        Authenticator binding = builder(
                        anyLlm.toBuilder().userRule(UserRule.BIND).build(), Calls.key(KeyPermits.unlimited()))
                .build();
        assertThat(need(binding, CALL).isNone()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/chat/completions",
        "PUT, /v1/chat/completions",
        "POST, /v1/echo",
        "POST, /v1/chat/completions/x",
        "POST, /V1/chat/completions"
    })
    void otherRoutesStream(String method, String target) {
        assertThat(need(OF_ONE_MODEL, CALL.to(method, target)).isNone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat/completions/", "/v1/chat/completions?x=/v1/echo"})
    void whatAHostWouldAnswerAlikeIsReadAlike(String target) {
        assertThat(need(OF_ONE_MODEL, CALL.to("POST", target)).isNone()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON ; charset=UTF-8",
                "application/json;charset=\"utf-8\"",
                "application/vnd.api+json",
                "text/json",
                ""
            })
    void jsonIsRead(String type) {
        assertThat(need(OF_ONE_MODEL, CALL.with("Content-Type", type)).isNone()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"multipart/form-data; boundary=x", "text/plain", "application/jsonl", "application/x-ndjson"})
    void otherTypesStreamAndTheModelIsMissing(String type) {
        TestRequest request = CALL.with("Content-Type", type);
        Authenticator gate =
                builder(Profiles.standard(), Calls.key(OF_ONE_MODEL)).build();
        assertThat(need(gate, request).isNone()).isTrue();
        new Calls(gate).refusedFor(Reason.MODEL_REQUIRED, request);
        assertThat(new Calls(builder(Profiles.standard(), Calls.key(KeyPermits.unlimited()))
                                .build())
                        .make(request))
                .isInstanceOf(Admitted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type, application/json; charset=utf-16",
        "Content-Type, application/json; charset=latin1",
        "Content-Type, application/json; charset = utf-7",
        "Content-Encoding, gzip",
        "Content-Encoding, br"
    })
    void jsonThatCannotBeReadIsRefusedWhereARuleNeedsIt(String name, String value) {
        TestRequest request = CALL.with(name, value);
        Authenticator gate =
                builder(Profiles.standard(), Calls.key(OF_ONE_MODEL)).build();
        assertThat(need(gate, request).isNone()).isTrue();
        new Calls(gate).refusedFor(Reason.BODY_MALFORMED, request);
        assertThat(new Calls(builder(Profiles.standard(), Calls.key(KeyPermits.unlimited()))
                                .build())
                        .make(request))
                .isInstanceOf(Admitted.class);
    }

    @Test
    void twoContentTypesAreReadAsNeither() {
        TestRequest request = CALL.with("Content-Type", "text/plain", "application/json");
        new Calls(builder(Profiles.standard(), Calls.key(OF_ONE_MODEL)).build())
                .refusedFor(Reason.BODY_MALFORMED, request);
    }

    @Test
    void aCallThatIsRefusedAnywayIsNotRead() {
        KeyPermits elsewhere = KeyPermits.builder()
                .models(OF_ONE_MODEL.models())
                .addresses(AddressRanges.none())
                .build();
        assertThat(need(elsewhere, CALL).isNone()).isTrue();
        KeyPermits tooOften = KeyPermits.builder()
                .models(OF_ONE_MODEL.models())
                .limits(List.of(RateLimit.of(0, RateWindow.MINUTE)))
                .build();
        assertThat(need(tooOften, CALL).isNone()).isTrue();
    }

    @Test
    void aKeyWithoutTheScopeIsNotRead() {
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.source(TestKeys.record(TestKeys.K)
                        .permits(OF_ONE_MODEL)
                        .scopes(Scopes.of("models:read"))
                        .build()))
                .routes(Route.post("/v1/chat/completions")
                        .requires("chat:write")
                        .readsBody())
                .build();
        assertThat(need(gate, CALL).isNone()).isTrue();
        new Calls(gate).refusedFor(Reason.MISSING_SCOPE, CALL);
    }

    @Test
    void askingTakesNothing() {
        KeyPermits once = KeyPermits.builder()
                .models(OF_ONE_MODEL.models())
                .limits(Calls.perMinute(1).limits())
                .build();
        Authenticator gate = builder(Profiles.standard(), Calls.key(once)).build();
        assertThat(need(gate, CALL).isNone()).isFalse();
        assertThat(need(gate, CALL).isNone()).isFalse();
        assertThat(new Calls(gate)
                        .make(CALL, Call.builder().model("openai:gpt-4o").build()))
                .isInstanceOf(Admitted.class);
    }

    @Test
    void whatIsOnlyObservedMayPassUnread() {
        Authenticator gate = builder(Profiles.standard(), Calls.key(OF_ONE_MODEL))
                .enforcement(Enforcement.OBSERVE)
                .build();
        assertThat(need(gate, CALL).isObserved()).isTrue();
        assertThat(need(OF_ONE_MODEL, CALL).isObserved()).isFalse();
    }

    @Test
    void aRequestThatCannotBeReadNeedsNothingAndIsUnavailable() {
        KeyPermits somewhere = KeyPermits.builder()
                .models(OF_ONE_MODEL.models())
                .addresses(AddressRanges.parse(List.of("192.0.2.0/24")))
                .build();
        Authenticator gate = builder(Profiles.standard(), Calls.key(somewhere)).build();
        Granted who = new Calls(gate).who(CALL);
        Request broken = new BrokenConnection(CALL);
        assertThat(gate.bodyNeed(who, broken).isNone()).isTrue();
        assertThat(gate.authorize(who, broken, Call.none())).isEqualTo(Denied.of(Reason.UNAVAILABLE));
    }

    @Test
    void oddPathsAreRefusedWhereBodiesAreRead() {
        Authenticator gate =
                builder(Profiles.standard(), Calls.key(OF_ONE_MODEL)).build();
        assertThat(gate.authenticate(CALL.to("POST", "/v1//chat/completions"))).isEqualTo(Denied.of(Reason.ODD_PATH));
    }
}
