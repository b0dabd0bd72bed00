package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import java.util.Arrays;

/** A front door, and the calls that the key {@link TestKeys#K} makes through it. */
final class Calls {
    private final Authenticator gate;

    Calls(Authenticator gate) {
        this.gate = gate;
    }

    /** The key, with these permits. */
    static KeyRecord key(KeyPermits permits) {
        return TestKeys.record(TestKeys.K).permits(permits).build();
    }

    /** Permits with so many calls a minute, for each of these figures a limit of its own. */
    static KeyPermits perMinute(long... permits) {
        return KeyPermits.builder()
                .limits(Arrays.stream(permits)
                        .mapToObj(each -> RateLimit.of(each, RateWindow.MINUTE).named("at-most-" + each))
                        .toList())
                .build();
    }

    /** A call that will probably cost so much. */
    static Call costing(String estimate) {
        return Call.builder().estimate(Money.parse(estimate)).build();
    }

    Granted who(Request request) {
        Verdict verdict = gate.authenticate(request);
        return verdict instanceof Open open ? (Granted) open.observed().orElseThrow() : (Granted) verdict;
    }

    Admission make(Request request, Call call) {
        return gate.authorize(who(request), request, call);
    }

    Admission make(Request request) {
        return make(request, Call.none());
    }

    Admission make() {
        return make(TestRequest.bearing(TestKeys.K));
    }

    Admitted admitted(Call call) {
        return (Admitted) make(TestRequest.bearing(TestKeys.K), call);
    }

    void refusedFor(Reason reason, Request request, Call call) {
        assertThat(make(request, call))
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.reason()).isEqualTo(reason));
    }

    void refusedFor(Reason reason, Request request) {
        refusedFor(reason, request, Call.none());
    }

    void refusedFor(Reason reason) {
        refusedFor(reason, TestRequest.bearing(TestKeys.K));
    }
}
