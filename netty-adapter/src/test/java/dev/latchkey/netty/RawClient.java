package dev.latchkey.netty;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client of bytes: sends what a test says, right or wrong, and reads HTTP/1.1 answers. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    RawClient(TestServer server) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    /** One request on a connection of its own. */
    static RawAnswer ask(TestServer server, String request) throws IOException {
        try (RawClient client = new RawClient(server)) {
            return client.send(request).read();
        }
    }

    /** A GET with these header lines. */
    static String get(String target, String... headerLines) {
        return request("GET", target, headerLines);
    }

    static String request(String method, String target, String... headerLines) {
        StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: test\r\n");
        for (String line : headerLines) {
            text.append(line).append("\r\n");
        }
        return text.append("\r\n").toString();
    }

    static String bearer(String key) {
        return "Authorization: Bearer " + key;
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Sends from a thread of its own, for as long as the server reads; what it answers is what counts. */
    Thread sending(String text) {
        Thread sender = new Thread(() -> {
            try {
                send(text);
            } catch (IOException closed) {
                // The server had enough.
            }
        });
        sender.start();
        return sender;
    }

    /** The next answer, body and all. */
    RawAnswer read() throws IOException {
        return read(true);
    }

    /** The next answer, to a HEAD: no body whatever the length says. */
    RawAnswer readHead() throws IOException {
        return read(false);
    }

    /** Bytes that are no HTTP. */
    byte[] readBytes(int count) throws IOException {
        return in.readNBytes(count);
    }

    /** Whether the server closed the connection and sent nothing before that. */
    boolean isClosed() {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return !(reset instanceof java.net.SocketTimeoutException);
        }
    }

    private RawAnswer read(boolean withBody) throws IOException {
        String statusLine = line();
        List<String> fields = new ArrayList<>();
        for (String field = line(); !field.isEmpty(); field = line()) {
            fields.add(field);
        }
        RawAnswer head = new RawAnswer(Integer.parseInt(statusLine.substring(9, 12)), fields, "");
        return withBody ? new RawAnswer(head.status(), fields, body(head)) : head;
    }

    private String body(RawAnswer head) throws IOException {
        if (head.field("transfer-encoding").equals("chunked")) {
            StringBuilder body = new StringBuilder();
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                body.append(text(size));
                line();
            }
            line();
            return body.toString();
        }
        String length = head.field("content-length");
        return length.isEmpty() ? "" : text(Integer.parseInt(length));
    }

    private String text(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the body ended after " + bytes.length + " of " + length + " bytes");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed after '" + line + "'");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
