package dev.latchkey.servlet;

import static dev.latchkey.servlet.TestKeys.ALICE;
import static dev.latchkey.servlet.TestKeys.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.Enforcement;
import dev.latchkey.Granted;
import dev.latchkey.Reason;
import dev.latchkey.Route;
import dev.latchkey.access.Scopes;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySource;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RatePlan;
import dev.latchkey.quota.RateWindow;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a good key may be used. Time stands still, and every key is one test's own. */
abstract class LimitFacts extends ServerFacts {
    private static final String SCOPED = "/v1/scoped";
    private static final RateLimit MANY = RateLimit.of(1_000, RateWindow.MINUTE);
    private static final RateLimit ONE = RateLimit.of(1, RateWindow.MINUTE);
    private static final RateLimit NONE = RateLimit.of(0, RateWindow.MINUTE);

    private final HostServlet host = new HostServlet();
    private int port;

    LimitFacts(Container container) {
        super(container);
    }

    @BeforeAll
    void startHost() throws Exception {
        port = start(gate(Enforcement.ON), host::addTo);
    }

    private static Authenticator gate(Enforcement enforcement) {
        return Authenticator.builder(Profiles.standard())
                .keys(keys())
                .routes(Route.get(SCOPED).requires("chat:write"))
                .openRoutes(
                        Route.get("/open/forward"),
                        Route.get("/open/include"),
                        Route.get("/open/async"),
                        Route.get("/open/page"))
                .time(() -> 1_800_000_000_000_000_000L)
                .enforcement(enforcement)
                .build();
    }

    private static KeySource keys() {
        RatePlan free = RatePlan.free();
        return TestKeys.of(
                record("reader").scopes(Scopes.of("chat:read")).build(),
                record("burst").permits(limits(free.limits())).build(),
                record("told").permits(limits(free.limits())).build(),
                record("left").permits(limits(free.limits())).build(),
                record("own-headers").permits(limits(free.limits())).build(),
                record("flood").permits(limits(free.limits())).build(),
                record("handed").permits(limits(free.limits())).build(),
                record("unscoped")
                        .scopes(Scopes.of())
                        .permits(limits(free.limits()))
                        .build(),
                record("page").permits(limits(List.of(ONE))).build(),
                record("dispatched").permits(limits(List.of(MANY))).build(),
                record("spent").permits(limits(List.of(NONE))).build(),
                record("observed")
                        .scopes(Scopes.of())
                        .permits(limits(List.of(ONE)))
                        .build());
    }

    private static KeyRecord.Builder record(String label) {
        return TestKeys.record(label, key(label));
    }

    private static String key(String label) {
        return ALICE + label;
    }

    private static KeyPermits limits(List<RateLimit> limits) {
        return KeyPermits.builder().limits(limits).build();
    }

    private RawAnswer ask(String label, String target) throws Exception {
        return RawHttp.get(port, target, bearer(key(label)));
    }

    private long left(String label) throws Exception {
        return Long.parseLong(
                ask(label, "/v1/echo").header("X-RateLimit-Remaining").orElseThrow());
    }

    @Test
    void theTwentyFirstCallOfAMinuteIsRefused() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(ask("burst", "/v1/echo").status()).isEqualTo(200);
        }
        RawAnswer answer = ask("burst", "/v1/echo");
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.body()).contains("\"rate_limit_exceeded\"", "Rate limit exceeded. Retry after 60 seconds.");
    }

    @Test
    void aRefusalTellsWhenToComeBackAndWhereEveryLimitStands() throws Exception {
        for (int i = 0; i < 20; i++) {
            ask("told", "/v1/echo");
        }
        RawAnswer answer = ask("told", "/v1/echo");
        assertThat(answer.headerValues("Retry-After")).containsExactly("60");
        assertThat(answer.headerValues("RateLimit-Policy"))
                .containsExactly("\"per-minute\";q=20;w=60, \"per-day\";q=1000;w=86400");
        assertThat(answer.headerValues("RateLimit"))
                .singleElement()
                .asString()
                .startsWith("\"per-minute\";r=0;t=60, \"per-day\";r=980;t=");
        assertThat(answer.headerValues("X-RateLimit-Remaining")).containsExactly("0");
    }

    @Test
    void anAdmittedCallTellsWhatIsLeft() throws Exception {
        assertThat(left("left")).isEqualTo(19);
        assertThat(left("left")).isEqualTo(18);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/own-headers", "/v1/own-headers?reset=1"})
    void theHostCannotSayOtherwise(String target) throws Exception {
        assertThat(ask("own-headers", target).headerValues("X-RateLimit-Remaining"))
                .singleElement()
                .isIn("19", "18");
    }

    @Test
    void whatIsRefusedForTheRateIsNotCounted() throws Exception {
        for (int i = 0; i < 30; i++) {
            ask("flood", "/v1/echo");
        }
        assertThat(ask("flood", "/v1/echo").header("RateLimit").orElseThrow()).contains("\"per-day\";r=980");
    }

    @Test
    void whatIsRefusedForAnotherReasonIsNotCounted() throws Exception {
        assertThat(ask("unscoped", SCOPED).status()).isEqualTo(403);
        assertThat(left("unscoped")).isEqualTo(19);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/forward?to=/v1/echo",
                "/v1/forward?to=/v1/forward?to=/v1/echo",
                "/v1/include?to=/v1/echo",
                "/v1/async",
                "/v1/conflict",
                "/open/forward?to=/v1/echo",
                "/open/forward?to=/v1/conflict",
                "/open/include?to=/v1/echo",
                "/open/async?to=/v1/echo"
            })
    void aRequestIsChargedOnceHoweverOftenItIsDispatched(String target) throws Exception {
        long before = left("dispatched");
        assertThat(ask("dispatched", target).seen("label")).containsExactly("dispatched");
        assertThat(left("dispatched")).isEqualTo(before - 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/forward?to=/v1/echo", "/open/async?to=/v1/echo"})
    void aTargetBehindAnOpenRouteIsLimited(String target) throws Exception {
        RawAnswer answer = ask("spent", target);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("X-Before-Forward")).isEmpty();
    }

    @Test
    void aTargetBehindAnOpenRouteNeedsItsScope() throws Exception {
        assertThat(ask("reader", "/open/forward?to=" + SCOPED).status()).isEqualTo(403);
    }

    @Test
    void anOpenRouteIsNotCharged() throws Exception {
        ask("page", "/open/page");
        assertThat(left("page")).isZero();
    }

    @Test
    void theHostIsHandedTheVerdictAndTheLimits() throws Exception {
        RawAnswer answer = ask("handed", "/v1/echo");
        assertThat(answer.seen("granted")).containsExactly("handed");
        assertThat(answer.seen("limits-left")).containsExactly("per-minute 19, per-day 999");
    }

    @Test
    void theHostIsHandedNeitherOnAnOpenRoute() throws Exception {
        RawAnswer answer = ask("handed", "/open/page");
        assertThat(answer.seen("granted")).containsExactly("nobody");
        assertThat(answer.seen("limits-left")).containsExactly("unknown");
    }

    @Test
    void observingRefusesNothingAndConsumesNothing() throws Exception {
        Authenticator observer = gate(Enforcement.OBSERVE);
        int observing = start(observer);
        for (int i = 0; i < 3; i++) {
            RawAnswer answer = RawHttp.get(observing, SCOPED, bearer(key("observed")));
            assertThat(answer.seen("granted")).containsExactly("nobody");
        }
        Granted who = (Granted) observer.verify(key("observed"));
        assertThat(observer.usage(who).limits())
                .singleElement()
                .satisfies(limit -> assertThat(limit.remaining()).isEqualTo(1));
        assertThat(observer.observedRefusals()).containsEntry(Reason.MISSING_SCOPE, 3L);
    }
}
