package dev.latchkey.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Admitted;
import dev.latchkey.Authenticator;
import dev.latchkey.Call;
import dev.latchkey.Granted;
import dev.latchkey.Request;
import dev.latchkey.quota.BudgetState;
import dev.latchkey.quota.Money;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What becomes of an estimate when the host does nothing about it. */
final class ChargeTest {
    private static final Money ESTIMATE = Money.parse("2.50");

    private final Authenticator authenticator = Plans.authenticator();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Request request = request(Plans.SPENDER);
    private final Granted granted = (Granted) authenticator.authenticate(request);
    private final Admitted admitted = (Admitted) authenticator.authorize(
            granted, request, Call.builder().estimate(ESTIMATE).build());
    private final Errands errands = new Errands(false);
    private final Charge charge = Objects.requireNonNull(Charge.of(admitted, request, errands));

    private Request request(String key) {
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/v1/charge");
        head.headers().set("Authorization", "Bearer " + key);
        return new NettyRequest(head, channel);
    }

    private BudgetState budget() {
        return authenticator.usage(granted).budgets().get(0);
    }

    @Test
    void forgottenSettlementBooksTheEstimate() {
        charge.book();
        assertThat(budget().spent()).isEqualTo(ESTIMATE);
    }

    @Test
    void bookingTwiceBooksOnce() {
        charge.book();
        charge.book();
        assertThat(budget().spent()).isEqualTo(ESTIMATE);
    }

    @Test
    void bookingAfterTheHostHasSettledBooksNothingMore() {
        admitted.reservation().settle(Money.parse("0.75"));
        charge.book();
        assertThat(budget().spent()).isEqualTo(Money.parse("0.75"));
    }

    @Test
    void bookingAfterTheHostHasReleasedBooksNothing() {
        admitted.reservation().release();
        charge.book();
        assertThat(budget().spent()).isEqualTo(Money.ZERO);
    }

    @Test
    void callWithoutABudgetHasNoCharge() {
        Request free = request(Plans.FREE);
        Decision decision = Decision.on(authenticator.authenticate(free), free, Call.none(), authenticator);
        assertThat(Charge.of(decision.admitted(), free, errands)).isNull();
    }
}
