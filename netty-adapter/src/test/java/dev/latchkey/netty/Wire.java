package dev.latchkey.netty;

import static dev.latchkey.netty.RawClient.bearer;
import static dev.latchkey.netty.RawClient.request;

import dev.latchkey.Authenticator;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A version of HTTP: what is said about both is tested over both. */
enum Wire {
    HTTP1 {
        @Override
        TestServer serve(Authenticator authenticator, Supplier<ChannelHandler> host) {
            return TestServer.http1(authenticator, host);
        }

        @Override
        Caller call(TestServer server) throws IOException {
            return new Pipelining(new RawClient(server));
        }
    },
    HTTP2 {
        @Override
        TestServer serve(Authenticator authenticator, Supplier<ChannelHandler> host) {
            return TestServer.http2(authenticator, host);
        }

        @Override
        Caller call(TestServer server) {
            return new Multiplexing(new Http2Client(server), new ArrayDeque<>());
        }
    };

    abstract TestServer serve(Authenticator authenticator, Supplier<ChannelHandler> host);

    /** A connection. */
    abstract Caller call(TestServer server) throws IOException;

    /** Asks with keys, without waiting for answers. */
    interface Caller extends AutoCloseable {
        Caller send(String method, String target, String key) throws IOException;

        /** The answer to the request that has waited longest for it. */
        RawAnswer read() throws Exception;

        default RawAnswer get(String target, String key) throws Exception {
            return send("GET", target, key).read();
        }

        @Override
        void close() throws IOException;
    }

    private record Pipelining(RawClient client) implements Caller {
        @Override
        public Caller send(String method, String target, String key) throws IOException {
            client.send(request(method, target, bearer(key)));
            return this;
        }

        @Override
        public RawAnswer read() throws IOException {
            return client.read();
        }

        @Override
        public void close() throws IOException {
            client.close();
        }
    }

    private record Multiplexing(Http2Client client, Queue<CompletableFuture<Http2Answer>> answers) implements Caller {
        @Override
        public Caller send(String method, String target, String key) {
            answers.add(client.ask(Http2Client.head(method, target, "authorization", "Bearer " + key)));
            return this;
        }

        @Override
        public RawAnswer read() throws Exception {
            return answers.remove().get(20, TimeUnit.SECONDS).plain();
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
