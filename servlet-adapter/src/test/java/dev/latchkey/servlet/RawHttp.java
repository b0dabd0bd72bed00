package dev.latchkey.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** HTTP/1.1 by hand, because a client library would tidy up what these tests must send. Text is ISO 8859-1. */
final class RawHttp implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        in = socket.getInputStream();
    }

    /** A GET on a connection of its own, with these header lines. */
    static RawAnswer get(int port, String target, String... headerLines) throws IOException {
        return send(port, request("GET", target, headerLines));
    }

    /** A request on a connection of its own. */
    static RawAnswer send(int port, String request) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            return http.exchange(request);
        }
    }

    static String request(String method, String target, String... headerLines) {
        StringBuilder text =
                new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: test\r\n");
        for (String line : headerLines) {
            text.append(line).append("\r\n");
        }
        return text.append("\r\n").toString();
    }

    RawAnswer exchange(String request) throws IOException {
        send(request);
        return answer(request.startsWith("HEAD "));
    }

    /** Sends a part of a request. */
    void send(String part) throws IOException {
        socket.getOutputStream().write(part.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Says that nothing more will come. */
    void endOfRequest() throws IOException {
        socket.shutdownOutput();
    }

    /** The answer to what was sent, behind any that is no more than an interim one. */
    RawAnswer answer() throws IOException {
        return answer(false);
    }

    private RawAnswer answer(boolean toHead) throws IOException {
        RawAnswer head = head();
        while (head.status() == 100) {
            head = head();
        }
        return head.withBody(toHead ? "" : body(head));
    }

    /** The next status line and headers, an interim answer's included. */
    RawAnswer head() throws IOException {
        String[] statusLine = line().split(" ", 3);
        List<String> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            headers.add(line);
        }
        return new RawAnswer(Integer.parseInt(statusLine[1]), headers, "");
    }

    private String body(RawAnswer head) throws IOException {
        if (head.header("Transfer-Encoding").isPresent()) {
            StringBuilder body = new StringBuilder();
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                body.append(text(size));
                line();
            }
            line();
            return body.toString();
        }
        int length = head.header("Content-Length").map(Integer::parseInt).orElse(-1);
        return length >= 0 ? text(length) : new String(in.readAllBytes(), ISO_8859_1);
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String text(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer ended after " + bytes.length + " of " + length + " bytes");
        }
        return new String(bytes, ISO_8859_1);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed in the middle of an answer");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
