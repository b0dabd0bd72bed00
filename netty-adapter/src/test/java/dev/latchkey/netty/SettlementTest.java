package dev.latchkey.netty;

import static dev.latchkey.netty.Plans.SPENDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.Reservation;
import dev.latchkey.quota.Money;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls with money held for them, and hosts that settle, release or forget. */
final class SettlementTest {
    private static final Money COST = Money.parse("1.25");
    private static final Money ESTIMATE = Money.parse("2.50");

    private final Authenticator authenticator =
            Plans.builder().costEstimator(call -> ESTIMATE).build();
    private final BlockingQueue<WaitingHost.Pending> pending = new LinkedBlockingQueue<>();
    private final WarnLines warnings = new WarnLines();

    @AfterEach
    void stop() {
        warnings.close();
    }

    /** One call that reaches the host, where this happens; over when the server has stopped. */
    private Handed call(Wire wire, String target, Consumer<WaitingHost.Pending> host) throws Exception {
        return call(wire, target, () -> new WaitingHost(pending), host);
    }

    private Handed call(Wire wire, String target, Supplier<ChannelHandler> handler, Consumer<WaitingHost.Pending> host)
            throws Exception {
        try (TestServer server = wire.serve(authenticator, handler);
                Wire.Caller caller = wire.call(server)) {
            caller.send("GET", target, SPENDER);
            WaitingHost.Pending call = WaitingHost.next(pending);
            Handed handed = Handed.on(call.ctx().channel());
            host.accept(call);
            return handed;
        }
    }

    private Money spent(Handed handed) {
        return authenticator.usage(handed.granted()).budgets().get(0).spent();
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void hostThatSettlesIsBelieved(Wire wire) throws Exception {
        String target = "/v1/settles-" + wire;
        Handed handed = call(wire, target, call -> {
            Handed.on(call.ctx().channel()).reservation().settle(COST);
            call.answer();
        });
        assertThat(spent(handed)).isEqualTo(COST);
        assertThat(warnings.about(target)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void hostThatReleasesIsBelieved(Wire wire) throws Exception {
        String target = "/v1/releases-" + wire;
        call(wire, target, call -> {
            Handed.on(call.ctx().channel()).reservation().release();
            call.answer();
        });
        assertThat(warnings.about(target)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void forgottenSettlementIsBookedWithOneWarningForThePath(Wire wire) throws Exception {
        String path = "/v1/forgets-" + wire;
        for (int i = 0; i < 3; i++) {
            Handed handed = call(wire, path + "?call=" + i, WaitingHost.Pending::answer);
            assertThat(handed.reservation().settle(COST)).isFalse();
        }
        assertThat(warnings.about(path)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void settlementIsAwaitedUntilTheAnswerEnds(Wire wire) throws Exception {
        Handed handed = call(wire, "/v1/streams-" + wire, call -> {
            call.write(begin());
            Handed.on(call.ctx().channel()).reservation().settle(COST);
        });
        assertThat(spent(handed)).isEqualTo(COST);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void channelThatClosesBeforeAnyAnswerBooksBecauseTheUpstreamMayHaveBeenAsked(Wire wire) throws Exception {
        String target = "/v1/leaves-early-" + wire;
        Handed handed = call(wire, target, call -> {});
        assertThat(spent(handed)).isEqualTo(ESTIMATE);
        assertThat(handed.reservation().settle(COST)).isFalse();
        assertThat(warnings.about(target)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void channelThatClosesInTheMiddleOfAnAnswerBooks(Wire wire) throws Exception {
        String target = "/v1/leaves-late-" + wire;
        Handed handed = call(wire, target, call -> call.write(begin()));
        assertThat(handed.reservation().settle(COST)).isFalse();
        assertThat(warnings.about(target)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void interimAnswerIsNotTheEndOfOne(Wire wire) throws Exception {
        Handed handed = call(wire, "/v1/hints-" + wire, call -> {
            call.write(answer(103));
            assertThat(Handed.on(call.ctx().channel()).reservation().settle(COST))
                    .isTrue();
        });
        assertThat(spent(handed)).isEqualTo(COST);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void hostMaySettleWhenItLearnsThatTheChannelIsClosed(Wire wire) throws Exception {
        Handed handed =
                call(wire, "/v1/settles-late", () -> new LateHost(pending, money -> money.settle(COST)), call -> {});
        assertThat(spent(handed)).isEqualTo(COST);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void hostThatAskedNobodyMayReleaseWhenItLearnsThatTheChannelIsClosed(Wire wire) throws Exception {
        Handed handed = call(wire, "/v1/releases-late", () -> new LateHost(pending, Reservation::release), call -> {});
        assertThat(spent(handed)).isEqualTo(Money.ZERO);
    }

    @Test
    void requestThatNeverReachesTheHostCostsNothing() throws Exception {
        try (TestServer server = TestServer.with(p -> p.addLast(
                        new HttpServerCodec(),
                        new ReadOnlyFields(),
                        new LatchkeyHandler(authenticator),
                        new WaitingHost(pending)));
                Wire.Caller caller = Wire.HTTP1.call(server)) {
            assertThat(caller.get("/v1/never", SPENDER).status()).isEqualTo(503);
        }
        Handed later = call(Wire.HTTP1, "/v1/later", call -> {});
        assertThat(spent(later)).isEqualTo(ESTIMATE);
    }

    @Test
    void upgradedConnectionMaySettleUntilItCloses() throws Exception {
        Handed handed = call(Wire.HTTP1, "/v1/upgrades", call -> {
            call.write(answer(101));
            Handed.on(call.ctx().channel()).reservation().settle(COST);
        });
        assertThat(spent(handed)).isEqualTo(COST);
    }

    @Test
    void upgradedConnectionThatForgetsIsBookedWhenItCloses() throws Exception {
        call(Wire.HTTP1, "/v1/upgrades-and-forgets", call -> {
            call.write(answer(101));
            assertThat(warnings.about("/v1/upgrades-and-forgets")).isEmpty();
        });
        assertThat(warnings.about("/v1/upgrades-and-forgets")).hasSize(1);
    }

    @Test
    void furtherRequestAfterAnUpgradeEndsTheCallBefore() throws Exception {
        try (TestServer server = TestServer.http1(authenticator, () -> new WaitingHost(pending));
                Wire.Caller caller = Wire.HTTP1.call(server)) {
            caller.send("GET", "/v1/upgrades-and-goes-on", SPENDER);
            WaitingHost.next(pending).write(answer(101));
            caller.send("GET", "/v1/x", SPENDER);
            WaitingHost.next(pending);
            assertThat(warnings.about("/v1/upgrades-and-goes-on")).hasSize(1);
        }
    }

    @Test
    void hostThatRemovesTheHandlerMaySettleUntilTheChannelCloses() throws Exception {
        Handed handed = call(Wire.HTTP1, "/v1/removes", call -> {
            call.ctx().pipeline().remove(LatchkeyHandler.class);
            call.answer();
            Handed.on(call.ctx().channel()).reservation().settle(COST);
        });
        assertThat(spent(handed)).isEqualTo(COST);
    }

    @Test
    void hostThatRemovesTheHandlerAndForgetsIsBookedWhenTheChannelCloses() throws Exception {
        call(Wire.HTTP1, "/v1/removes-and-forgets", call -> {
            call.ctx().pipeline().remove(LatchkeyHandler.class);
            call.answer();
        });
        assertThat(warnings.about("/v1/removes-and-forgets")).hasSize(1);
    }

    @Test
    void callsOnOneConnectionAreSettledEachForItself() throws Exception {
        try (TestServer server = TestServer.http1(authenticator, () -> new WaitingHost(pending));
                Wire.Caller caller = Wire.HTTP1.call(server)) {
            caller.send("GET", "/v1/first", SPENDER).send("GET", "/v1/second", SPENDER);
            WaitingHost.Pending first = WaitingHost.next(pending);
            Handed.on(first.ctx().channel()).reservation().settle(COST);
            first.answer();
            WaitingHost.Pending second = WaitingHost.next(pending);
            Handed handed = Handed.on(second.ctx().channel());
            assertThat(handed.reservation().settle(COST)).isTrue();
            second.answer();
            assertThat(spent(handed)).isEqualTo(COST.plus(COST));
        }
    }

    private static DefaultHttpResponse begin() {
        DefaultHttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set("Transfer-Encoding", "chunked");
        return head;
    }

    private static DefaultFullHttpResponse answer(int status) {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
    }
}
