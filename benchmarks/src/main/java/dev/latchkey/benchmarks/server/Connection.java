package dev.latchkey.benchmarks.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection of HTTP/1.1 that stays open: one request at a time, one status back. For one thread. */
final class Connection implements AutoCloseable {
    private static final int LARGEST = 16 * 1024;
    private static final String LENGTH = "content-length:";

    private final int port;
    private final byte[] buffer = new byte[LARGEST];
    private Socket socket;

    Connection(int port) throws IOException {
        this.port = port;
        this.socket = open(port);
    }

    private static Socket open(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** The bytes of a request without a body. */
    static byte[] request(String key) {
        return ("GET /v1/models HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nAuthorization: Bearer " + key
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Sends a request, and reads the answer to its end. */
    int exchange(byte[] request) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(request);
        InputStream in = socket.getInputStream();
        int length = 0;
        int head = -1;
        while (head < 0) {
            length += more(in, length);
            head = endOfHead(length);
        }
        String lines = new String(buffer, 0, head, StandardCharsets.ISO_8859_1);
        int whole = head + bodyLength(lines);
        while (length < whole) {
            length += more(in, length);
        }
        if (lines.regionMatches(true, lines.indexOf("\r\nConnection: ") + 2, "Connection: close", 0, 17)) {
            socket.close();
            socket = open(port);
        }
        return Integer.parseInt(lines.substring(9, 12));
    }

    private int more(InputStream in, int length) throws IOException {
        int read = in.read(buffer, length, buffer.length - length);
        if (read < 0) {
            throw new IOException("the server hung up in the middle of an answer");
        }
        return read;
    }

    private int endOfHead(int length) {
        for (int i = 3; i < length; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Goes through the lines where they are: answers with more of them must not cost the client much more. */
    private static int bodyLength(String head) {
        for (int line = 0; line < head.length(); line = head.indexOf('\n', line) + 1) {
            if (head.regionMatches(true, line, LENGTH, 0, LENGTH.length())) {
                String value = head.substring(line + LENGTH.length(), head.indexOf('\r', line));
                return Integer.parseInt(value.trim());
            }
        }
        throw new IllegalStateException("expected an answer with a Content-Length");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
