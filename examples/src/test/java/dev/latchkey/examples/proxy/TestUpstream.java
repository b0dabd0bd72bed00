package dev.latchkey.examples.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A real HTTP server, the JDK's, that a test can hold up. */
final class TestUpstream implements AutoCloseable {
    static final int MEBIBYTE = 1 << 20;

    /** Opened by the test: a held-up route then goes on. */
    final CountDownLatch goOn = new CountDownLatch(1);

    /** One element for every mebibyte that {@code /pour} got rid of. */
    final BlockingQueue<Integer> poured = new LinkedBlockingQueue<>();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    TestUpstream() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/headers", TestUpstream::headers);
        server.createContext("/count", exchange -> answer(exchange, Long.toString(drain(exchange.getRequestBody()))));
        server.createContext("/count-later", exchange -> {
            await();
            answer(exchange, Long.toString(drain(exchange.getRequestBody())));
        });
        server.createContext("/two-parts", this::twoParts);
        server.createContext("/pour", this::pour);
        server.createContext("/cut", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(1);
            exchange.close();
        });
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    private static void headers(HttpExchange exchange) throws IOException {
        TreeMap<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        answer(exchange, headers.toString());
    }

    /** The second part comes only when the test has seen the first. */
    private void twoParts(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write("first\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        await();
        out.write("second\n".getBytes(StandardCharsets.US_ASCII));
        exchange.close();
    }

    /** As much as the query says, in mebibytes. */
    private void pour(HttpExchange exchange) throws IOException {
        int mebibytes = Integer.parseInt(exchange.getRequestURI().getQuery());
        exchange.sendResponseHeaders(200, (long) mebibytes * MEBIBYTE);
        for (int i = 0; i < mebibytes; i++) {
            exchange.getResponseBody().write(new byte[MEBIBYTE]);
            poured.add(i);
        }
        exchange.close();
    }

    private static long drain(InputStream in) throws IOException {
        return in.transferTo(OutputStream.nullOutputStream());
    }

    private void await() {
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        goOn.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
