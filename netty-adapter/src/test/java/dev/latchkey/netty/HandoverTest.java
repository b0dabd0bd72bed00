package dev.latchkey.netty;

import static dev.latchkey.netty.Plans.CHOSEN;
import static dev.latchkey.netty.Plans.FREE;
import static dev.latchkey.netty.Plans.TWICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Admitted;
import dev.latchkey.Authenticator;
import dev.latchkey.Enforcement;
import dev.latchkey.Granted;
import io.netty.channel.Channel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the host finds on the channel. */
final class HandoverTest {
    private final BlockingQueue<WaitingHost.Pending> pending = new LinkedBlockingQueue<>();

    /** The channel of a request that has reached the host. */
    private Channel handed(Wire wire, Authenticator authenticator, String key) throws Exception {
        try (TestServer server = wire.serve(authenticator, () -> new WaitingHost(pending));
                Wire.Caller caller = wire.call(server)) {
            caller.send("GET", "/v1/x", key);
            return WaitingHost.next(pending).ctx().channel();
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void hostIsHandedTheVerdict(Wire wire) throws Exception {
        Channel channel = handed(wire, Plans.authenticator(), FREE);
        Granted granted = channel.attr(LatchkeyHandler.GRANTED).get();
        assertThat(granted.principal())
                .isSameAs(channel.attr(LatchkeyHandler.PRINCIPAL).get());
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void hostIsHandedWhatRemains(Wire wire) throws Exception {
        Admitted admitted = handed(wire, Plans.authenticator(), FREE)
                .attr(LatchkeyHandler.ADMITTED)
                .get();
        assertThat(admitted.limits()).extracting(state -> state.remaining()).containsExactly(19L, 999L);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void keyThatTakesLongToVerifyHoldsMoneyToo(Wire wire) throws Exception {
        Admitted admitted = handed(wire, Plans.authenticator(), CHOSEN)
                .attr(LatchkeyHandler.ADMITTED)
                .get();
        assertThat(admitted.reservation().holdsMoney()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void observedRequestHandsOverNothing(Wire wire) throws Exception {
        Authenticator observing =
                Plans.builder().enforcement(Enforcement.OBSERVE).build();
        Channel channel = handed(wire, observing, FREE);
        assertThat(channel.attr(LatchkeyHandler.GRANTED).get()).isNull();
        assertThat(channel.attr(LatchkeyHandler.ADMITTED).get()).isNull();
    }

    @Test
    void nothingIsCarriedOverToTheNextRequest() throws Exception {
        try (TestServer server = TestServer.http1(Plans.authenticator(), () -> new WaitingHost(pending));
                RawClient client = new RawClient(server)) {
            client.send(RawClient.get("/v1/x", RawClient.bearer(TWICE)));
            WaitingHost.next(pending).answer();
            client.read();
            client.send(RawClient.get("/health"));
            Channel channel = WaitingHost.next(pending).ctx().channel();
            assertThat(channel.attr(LatchkeyHandler.GRANTED).get()).isNull();
            assertThat(channel.attr(LatchkeyHandler.ADMITTED).get()).isNull();
        }
    }
}
