package dev.latchkey;

import static dev.latchkey.Calls.key;
import static dev.latchkey.Calls.perMinute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.access.AddressRanges;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyTable;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.LimitState;
import dev.latchkey.quota.RateAlgorithm;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RatePlan;
import dev.latchkey.quota.RateWindow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often a key, its user and its address may call, and what they are told. */
class AuthorizeLimitsTest {
    private static final TestRequest CALL = TestRequest.bearing(TestKeys.K);
    private static final String OTHER = "another-key-0123456789-ABCDEFGHIJ";

    private final TestClock clock = new TestClock();

    private Authenticator.Builder gate(GatewayProfile profile, KeyPermits permits) {
        return Authenticator.builder(profile)
                .keys(TestKeys.source(key(permits)))
                .time(clock);
    }

    private Authenticator.Builder twoKeysOf(String firstUser, String secondUser) {
        return Authenticator.builder(Profiles.anyLlm())
                .keys(TestKeys.source(
                        TestKeys.record(ofAnyLlm(TestKeys.K)).user(firstUser).build(),
                        TestKeys.record(ofAnyLlm(OTHER)).user(secondUser).build()))
                .userLimit(RateLimit.of(2, RateWindow.MINUTE, RateAlgorithm.LOG))
                .time(clock);
    }

    private static String ofAnyLlm(String key) {
        return "gw-" + key + "-" + key;
    }

    private static TestRequest by(String key) {
        return TestRequest.bearing(ofAnyLlm(key));
    }

    private static String written(Refusal refusal) {
        StringBuilder text = new StringBuilder().append(refusal.status()).append('\n');
        refusal.headers()
                .forEach(header -> text.append(header.name())
                        .append(": ")
                        .append(header.value())
                        .append('\n'));
        return text.append(new String(refusal.body(), StandardCharsets.UTF_8)).toString();
    }

    private static String refusal(Authenticator gate, Request request) {
        Denied denied = (Denied) new Calls(gate).make(request);
        return written(gate.render(denied.denial(), request));
    }

    @Test
    void whatWasTakenComesBackWithTime() {
        Calls calls = new Calls(gate(Profiles.standard(), perMinute(1)).build());
        assertThat(calls.make()).isInstanceOf(Admitted.class);
        clock.move(Duration.ofMinutes(1).minusNanos(1));
        calls.refusedFor(Reason.RATE_LIMITED);
        clock.move(Duration.ofNanos(1));
        assertThat(calls.make()).isInstanceOf(Admitted.class);
    }

    @Test
    void twoKeysOfOneUserShareTheUsersLimit() {
        Calls calls = new Calls(twoKeysOf("alice", "alice").build());
        assertThat(calls.make(by(TestKeys.K))).isInstanceOf(Admitted.class);
        assertThat(calls.make(by(OTHER))).isInstanceOf(Admitted.class);
        calls.refusedFor(Reason.RATE_LIMITED, by(TestKeys.K));
        calls.refusedFor(Reason.RATE_LIMITED, by(OTHER));
    }

    @Test
    void twoUsersHaveALimitEach() {
        Calls calls = new Calls(twoKeysOf("alice", "bob").build());
        for (int i = 0; i < 2; i++) {
            assertThat(calls.make(by(TestKeys.K))).isInstanceOf(Admitted.class);
            assertThat(calls.make(by(OTHER))).isInstanceOf(Admitted.class);
        }
    }

    @Test
    void aKeyWithoutAUserIsItsOwnImplicitUser() {
        Calls calls = new Calls(Authenticator.builder(Profiles.anyLlm())
                .keys(TestKeys.holding(ofAnyLlm(TestKeys.K), ofAnyLlm(OTHER)))
                .userLimit(RateLimit.of(1, RateWindow.MINUTE))
                .time(clock)
                .build());
        assertThat(calls.make(by(TestKeys.K))).isInstanceOf(Admitted.class);
        assertThat(calls.make(by(OTHER))).isInstanceOf(Admitted.class);
        calls.refusedFor(Reason.RATE_LIMITED, by(OTHER));
    }

    @Test
    void anyLlmTellsLimitRemainingAndWhenTheOldestCallLeaves() {
        Calls calls = new Calls(twoKeysOf("alice", "bob").build());
        calls.make(by(TestKeys.K));
        clock.move(Duration.ofSeconds(20));
        Admitted second = (Admitted) calls.make(by(TestKeys.K));
        assertThat(second.headers())
                .containsExactly(
                        new Header("X-RateLimit-Limit", "2"),
                        new Header("X-RateLimit-Remaining", "0"),
                        new Header(
                                "X-RateLimit-Reset",
                                Long.toString(TestClock.START.plusSeconds(60).getEpochSecond())));
    }

    @Test
    void anyLlmRefusesInItsWordsAndSaysHowLongToWait() {
        Authenticator gate = twoKeysOf("alice", "bob").build();
        Calls calls = new Calls(gate);
        calls.make(by(TestKeys.K));
        clock.move(Duration.ofMillis(20_500));
        calls.make(by(TestKeys.K));
        assertThat(refusal(gate, by(TestKeys.K))).isEqualTo("""
                        429
                        Content-Type: application/json
                        Cache-Control: private, no-store, no-cache
                        Vary: Authorization
                        Retry-After: 40
                        {"detail":"Rate limit exceeded"}\
                        """);
    }

    @Test
    void freeAiGivesEveryAddressABucketOfTenAndTellsWhatIsLeft() {
        Calls calls = new Calls(gate(Profiles.freeAi(), KeyPermits.unlimited()).build());
        Request here = PeerRequest.from("192.0.2.1", CALL);
        for (int left = 9; left >= 0; left--) {
            assertThat(((Admitted) calls.make(here)).headers())
                    .containsExactly(new Header("X-RateLimit-Remaining", Integer.toString(left)));
        }
        calls.refusedFor(Reason.RATE_LIMITED, here);
        assertThat(calls.make(PeerRequest.from("192.0.2.2", CALL))).isInstanceOf(Admitted.class);
    }

    @Test
    void freeAiRefillsTwentyAMinute() {
        Authenticator gate = gate(Profiles.freeAi(), KeyPermits.unlimited()).build();
        Request here = PeerRequest.from("192.0.2.1", CALL);
        Calls calls = new Calls(gate);
        for (int i = 0; i < 10; i++) {
            calls.make(here);
        }
        assertThat(refusal(gate, here)).isEqualTo("""
                        429
                        Content-Type: application/json
                        X-Content-Type-Options: nosniff
                        X-Frame-Options: DENY
                        Referrer-Policy: no-referrer
                        Retry-After: 3
                        {"error":{"message":"Rate limit exceeded","type":"rate_limit_error"}}\
                        """);
        clock.move(Duration.ofSeconds(3));
        assertThat(calls.make(here)).isInstanceOf(Admitted.class);
    }

    @Test
    void anAddressIsWhatATrustedProxySays() {
        Calls calls = new Calls(gate(oneCallForEachAddress(), KeyPermits.unlimited())
                .trustedProxies(TrustedProxies.of(AddressRanges.parse(List.of("10.0.0.0/8")), 1))
                .build());
        assertThat(calls.make(through("10.0.0.1", "192.0.2.1"))).isInstanceOf(Admitted.class);
        assertThat(calls.make(through("10.0.0.1", "192.0.2.2"))).isInstanceOf(Admitted.class);
        calls.refusedFor(Reason.RATE_LIMITED, through("10.0.0.2", "192.0.2.1"));
        assertThat(calls.make(through("203.0.113.1", "192.0.2.3"))).isInstanceOf(Admitted.class);
        calls.refusedFor(Reason.RATE_LIMITED, through("203.0.113.1", "192.0.2.4"));
    }

    private static GatewayProfile oneCallForEachAddress() {
        return Profiles.standard().toBuilder()
                .addressLimit(RateLimit.of(1, RateWindow.MINUTE))
                .build();
    }

    private static Request through(String proxy, String client) {
        return PeerRequest.from(proxy, CALL.with("X-Forwarded-For", client));
    }

    @Test
    void addressesThatAreNotKnownShareOneLimit() {
        Calls calls =
                new Calls(gate(oneCallForEachAddress(), KeyPermits.unlimited()).build());
        assertThat(calls.make()).isInstanceOf(Admitted.class);
        calls.refusedFor(Reason.RATE_LIMITED);
    }

    @Test
    void aPlanOfTheTransactionalProfileIsTwoSlidingWindows() {
        String key = "gw_sk_0123456789abcdefghijklmn";
        KeyPermits free = KeyPermits.builder().limits(RatePlan.free().limits()).build();
        Authenticator gate = Authenticator.builder(Profiles.transactional())
                .keys(TestKeys.source(TestKeys.record(key).permits(free).build()))
                .time(clock)
                .build();
        Calls calls = new Calls(gate);
        for (int i = 0; i < 20; i++) {
            assertThat(((Admitted) calls.make(TestRequest.bearing(key))).headers())
                    .isEmpty();
        }
        clock.move(Duration.ofSeconds(30));
        assertThat(refusal(gate, TestRequest.bearing(key))).isEqualTo("""
                        429
                        Content-Type: application/json
                        Retry-After: 30
                        {"error":{"code":"rate_limit_exceeded","message":"Rate limit exceeded. Retry after 30 seconds."}}\
                        """);
    }

    @Test
    void standardTellsEveryLimitOnSuccess() {
        KeyPermits permits = KeyPermits.builder()
                .limits(List.of(RateLimit.of(20, RateWindow.MINUTE), RateLimit.of(1000, RateWindow.DAY)))
                .build();
        Admitted admitted =
                (Admitted) new Calls(gate(Profiles.standard(), permits).build()).make();
        assertThat(admitted.headers())
                .containsExactly(
                        new Header("RateLimit-Policy", "\"per-minute\";q=20;w=60, \"per-day\";q=1000;w=86400"),
                        new Header("RateLimit", "\"per-minute\";r=19;t=60, \"per-day\";r=999;t=43200"),
                        new Header("X-RateLimit-Limit", "20"),
                        new Header("X-RateLimit-Remaining", "19"),
                        new Header(
                                "X-RateLimit-Reset",
                                Long.toString(TestClock.START.plusSeconds(60).getEpochSecond())));
    }

    @Test
    void limitsOfOneNameAreToldApartByWhoseTheyAre() {
        RateLimit perMinute = RateLimit.of(20, RateWindow.MINUTE);
        GatewayProfile profile =
                Profiles.standard().toBuilder().addressLimit(perMinute).build();
        KeyPermits permits = KeyPermits.builder().limits(List.of(perMinute)).build();
        Authenticator gate = Authenticator.builder(profile)
                .keys(TestKeys.source(TestKeys.record(TestKeys.K)
                        .user("alice")
                        .permits(permits)
                        .build()))
                .userLimit(perMinute)
                .time(clock)
                .build();
        assertThat(((Admitted) new Calls(gate).make()).headers())
                .contains(
                        new Header(
                                "RateLimit-Policy",
                                "\"per-minute\";q=20;w=60, \"user:per-minute\";q=20;w=60, \"address:per-minute\";q=20;w=60"),
                        new Header(
                                "RateLimit",
                                "\"per-minute\";r=19;t=60, \"user:per-minute\";r=19;t=60, \"address:per-minute\";r=19;t=60"));
    }

    @Test
    void whatLaterCallsTookIsToldToo() {
        Calls calls = new Calls(gate(Profiles.standard(), perMinute(20)).build());
        Admitted first = (Admitted) calls.make();
        calls.make();
        assertThat(first.limits()).extracting(LimitState::remaining).containsExactly(18L);
    }

    @Test
    void standardRefusesWithEveryLimitAndSaysHowLongToWait() {
        Authenticator gate = gate(Profiles.standard(), perMinute(1, 2)).build();
        new Calls(gate).make();
        assertThat(refusal(gate, CALL)).isEqualTo("""
                        429
                        Content-Type: application/problem+json
                        Cache-Control: no-store
                        Retry-After: 60
                        RateLimit-Policy: "at-most-1";q=1;w=60, "at-most-2";q=2;w=60
                        RateLimit: "at-most-1";r=0;t=60, "at-most-2";r=1;t=60
                        X-RateLimit-Limit: 1
                        X-RateLimit-Remaining: 0
                        X-RateLimit-Reset: 1772366460
                        {"type":"about:blank","title":"Too Many Requests","status":429,\
                        "detail":"Rate limit exceeded. Retry after 60 seconds.",\
                        "error":{"message":"Rate limit exceeded. Retry after 60 seconds.",\
                        "type":"rate_limit_error","param":null,"code":"rate_limit_exceeded"}}\
                        """);
    }

    @Test
    void aShortWaitIsWorthARetryAndALongOneIsNot() {
        assertThat(refusedBy(RateWindow.of(Duration.ofSeconds(60)))).doesNotContain("x-should-retry");
        assertThat(refusedBy(RateWindow.of(Duration.ofSeconds(61)))).contains("\nx-should-retry: false\n");
    }

    @Test
    void aWindowOfADayIsNotWorthARetryHoweverSoonItEnds() {
        Authenticator gate = gate(Profiles.standard(), daily(1)).build();
        clock.moveTo(TestClock.START.plus(Duration.ofHours(12)).minusSeconds(1));
        new Calls(gate).make();
        assertThat(refusal(gate, CALL)).contains("\nRetry-After: 1\n", "\nx-should-retry: false\n");
    }

    private static KeyPermits daily(long permits) {
        return KeyPermits.builder()
                .limits(List.of(RateLimit.of(permits, RateWindow.DAY)))
                .build();
    }

    private String refusedBy(RateWindow window) {
        KeyPermits once =
                KeyPermits.builder().limits(List.of(RateLimit.of(1, window))).build();
        Authenticator gate = gate(Profiles.standard(), once).build();
        new Calls(gate).make();
        return refusal(gate, CALL);
    }

    @Test
    void aReloadForgivesNothing() {
        TestSource source = new TestSource(clock, KeyTable.of(List.of(key(perMinute(2)))));
        Calls calls = new Calls(Authenticator.builder(Profiles.standard())
                .keys(source)
                .time(clock)
                .build());
        calls.make();
        source.replace(KeyTable.empty());
        source.replace(KeyTable.of(List.of(key(perMinute(2)))));
        calls.make();
        calls.refusedFor(Reason.RATE_LIMITED);
    }
}
