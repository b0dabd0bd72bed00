package dev.latchkey.netty;

import static dev.latchkey.netty.Plans.ELSEWHERE;
import static dev.latchkey.netty.Plans.FREE;
import static dev.latchkey.netty.Plans.HERE;
import static dev.latchkey.netty.Plans.READER;
import static dev.latchkey.netty.Plans.SPENT;
import static dev.latchkey.netty.Plans.TWICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.Enforcement;
import dev.latchkey.Reason;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Good keys that may not do everything. */
final class PermissionTest {
    private final Authenticator authenticator = Plans.authenticator();

    private RawAnswer ask(Wire wire, String method, String target, String key) throws Exception {
        try (TestServer server = wire.serve(authenticator, EchoHost::new);
                Wire.Caller caller = wire.call(server)) {
            return caller.send(method, target, key).read();
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void keyWithoutTheScopeOfARouteIsForbidden(Wire wire) throws Exception {
        RawAnswer answer = ask(wire, "POST", "/v1/chat", READER);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(EchoHost.TARGETS).doesNotContain("/v1/chat");
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void keyWithoutTheScopeOfARoutePassesOnOthers(Wire wire) throws Exception {
        assertThat(ask(wire, "GET", "/v1/models", READER).principal()).isEqualTo("reader");
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void keyIsForbiddenFromAnotherAddress(Wire wire) throws Exception {
        assertThat(ask(wire, "GET", "/v1/x", ELSEWHERE).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void keyPassesFromItsAddress(Wire wire) throws Exception {
        assertThat(ask(wire, "GET", "/v1/x", HERE).principal()).isEqualTo("here");
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void keyThatHasSpentItsBudgetIsAskedToPay(Wire wire) throws Exception {
        assertThat(ask(wire, "GET", "/v1/x", SPENT).status()).isEqualTo(402);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void twentyFirstCallOfAMinuteIsTooMany(Wire wire) throws Exception {
        try (TestServer server = wire.serve(authenticator, EchoHost::new);
                Wire.Caller caller = wire.call(server)) {
            for (int call = 1; call <= 20; call++) {
                assertThat(caller.get("/v1/x", FREE).status())
                        .as("call %d", call)
                        .isEqualTo(200);
            }
            RawAnswer refusal = caller.get("/v1/x", FREE);
            assertThat(refusal.status()).isEqualTo(429);
            assertThat(Integer.parseInt(refusal.field("retry-after"))).isBetween(1, 60);
            assertThat(refusal.field("ratelimit")).contains("r=0");
            assertThat(refusal.field("ratelimit-policy")).contains("q=20;w=60");
            assertThat(refusal.field("x-ratelimit-limit")).isEqualTo("20");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void answersTellWhatRemains(Wire wire) throws Exception {
        RawAnswer answer = ask(wire, "GET", "/v1/x", FREE);
        assertThat(answer.field("x-ratelimit-remaining")).isEqualTo("19");
        assertThat(answer.field("ratelimit-policy")).contains("q=20;w=60", "q=1000;w=86400");
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void limitsToldAreOursAndNotTheHosts(Wire wire) throws Exception {
        try (TestServer server = wire.serve(authenticator, BoastingHost::new);
                Wire.Caller caller = wire.call(server)) {
            assertThat(caller.get("/v1/x", FREE).fields().stream()
                            .filter(line -> line.regionMatches(true, 0, "x-ratelimit-remaining:", 0, 22)))
                    .singleElement()
                    .asString()
                    .endsWith(": 19");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void requestsSentAtOnceAreChargedOnceEach(Wire wire) throws Exception {
        try (TestServer server = wire.serve(authenticator, EchoHost::new);
                Wire.Caller caller = wire.call(server)) {
            List<String> told = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                caller.send("GET", "/v1/x", TWICE);
            }
            for (int i = 0; i < 4; i++) {
                RawAnswer answer = caller.read();
                told.add(answer.status() + " " + answer.field("x-ratelimit-remaining"));
            }
            assertThat(told).containsExactly("200 1", "200 0", "429 0", "429 0");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void refusedCallConsumesNothing(Wire wire) throws Exception {
        try (TestServer server = wire.serve(authenticator, EchoHost::new);
                Wire.Caller caller = wire.call(server)) {
            caller.send("POST", "/v1/chat", READER).read();
            assertThat(caller.get("/v1/models", READER).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void observedCallsAreNeverRefusedAndConsumeNothing(Wire wire) throws Exception {
        Authenticator observing =
                Plans.builder().enforcement(Enforcement.OBSERVE).build();
        try (TestServer server = wire.serve(observing, EchoHost::new);
                Wire.Caller caller = wire.call(server)) {
            for (int i = 0; i < 4; i++) {
                assertThat(caller.get("/v1/x", TWICE).status()).isEqualTo(200);
            }
        }
        assertThat(observing.observedRefusals()).doesNotContainKey(Reason.RATE_LIMITED);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void whatWouldBeForbiddenIsCountedWhileObserving(Wire wire) throws Exception {
        Authenticator observing =
                Plans.builder().enforcement(Enforcement.OBSERVE).build();
        try (TestServer server = wire.serve(observing, EchoHost::new);
                Wire.Caller caller = wire.call(server)) {
            assertThat(caller.get("/v1/x", ELSEWHERE).status()).isEqualTo(200);
        }
        assertThat(observing.observedRefusals()).containsEntry(Reason.ADDRESS_NOT_ALLOWED, 1L);
    }

    @Test
    void connectionGoesOnAfterAForbiddenRequestAndItsBody() throws Exception {
        try (TestServer server = TestServer.http1(authenticator, EchoHost::new);
                RawClient client = new RawClient(server)) {
            client.send(RawClient.request("POST", "/v1/chat", RawClient.bearer(READER), "Content-Length: 4") + "GET ");
            assertThat(client.read().status()).isEqualTo(403);
            client.send(RawClient.get("/v1/models", RawClient.bearer(READER)));
            assertThat(client.read().principal()).isEqualTo("reader");
        }
    }

    @Test
    void bodyIsNotAskedForWhenTheRequestIsForbidden() throws Exception {
        try (TestServer server = TestServer.http1(authenticator, EchoHost::new)) {
            String request = RawClient.request(
                    "POST", "/v1/chat", RawClient.bearer(READER), "Content-Length: 4", "Expect: 100-continue");
            assertThat(RawClient.ask(server, request).status()).isEqualTo(403);
        }
    }

    /** Claims limits of its own. */
    private static final class BoastingHost extends EchoHost {
        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the client sees what arrives
        void answer(ChannelHandlerContext ctx, HttpRequest request, String text) {
            FullHttpResponse response = response(request, text);
            response.headers().set("X-RateLimit-Remaining", "1000000");
            ctx.writeAndFlush(response);
        }
    }
}
