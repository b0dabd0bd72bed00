package dev.latchkey.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Admitted;
import dev.latchkey.Authenticator;
import dev.latchkey.Call;
import dev.latchkey.Denied;
import dev.latchkey.Enforcement;
import dev.latchkey.Granted;
import dev.latchkey.Open;
import dev.latchkey.Reason;
import dev.latchkey.Request;
import dev.latchkey.quota.Money;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Who it is and whether they may, as one. */
final class DecisionTest {
    private final Authenticator authenticator = Plans.authenticator();

    private static Request request(String key) {
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/v1/x");
        head.headers().set("Authorization", "Bearer " + key);
        return new NettyRequest(head, new EmbeddedChannel());
    }

    private static Decision decision(String key, Authenticator authenticator) {
        Request request = request(key);
        return Decision.on(authenticator.authenticate(request), request, Call.none(), authenticator);
    }

    @Test
    void senderWhoMayIsAdmitted() {
        Decision decision = decision(Plans.FREE, authenticator);
        assertThat(decision.verdict()).isInstanceOf(Granted.class);
        assertThat(decision.admitted()).isNotNull();
    }

    @Test
    void senderWhoMayNotIsDenied() {
        Decision decision = decision(Plans.SPENT, authenticator);
        assertThat(decision.verdict())
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Reason.USAGE_LIMIT_REACHED));
        assertThat(decision.admitted()).isNull();
    }

    @Test
    void enforcementThatBeginsInBetweenRefusesNoObservedRequest() {
        AtomicBoolean built = new AtomicBoolean();
        Iterator<Enforcement> turns =
                List.of(Enforcement.OBSERVE, Enforcement.ON).iterator();
        Authenticator turning = Plans.builder()
                .enforcement(() -> built.get() ? turns.next() : Enforcement.OBSERVE)
                .build();
        built.set(true);
        assertThat(decision(Plans.SPENT, turning).verdict()).isInstanceOf(Open.class);
        assertThat(turning.refusals()).containsEntry(Reason.USAGE_LIMIT_REACHED, 1L);
    }

    @Test
    void undoneDecisionFreesWhatWasHeld() {
        Request request = request(Plans.SPENDER);
        Granted granted = (Granted) authenticator.authenticate(request);
        Call call = Call.builder().estimate(Money.parse("2.50")).build();
        new Decision(granted, (Admitted) authenticator.authorize(granted, request, call)).undo();
        assertThat(authenticator.usage(granted).budgets().get(0).held()).isEqualTo(Money.ZERO);
    }

    @Test
    void answerToACallWithoutRateLimitsGetsTheProfilesHeadersAsTheyAre() {
        Decision decision = decision(Plans.SPENDER, authenticator);
        Granted granted = (Granted) decision.verdict();
        assertThat(decision.answerHeaders(granted)).isSameAs(granted.answerHeaders());
    }
}
