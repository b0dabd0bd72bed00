package dev.latchkey.netty;

import java.util.List;

/**
 * What came back on one stream until it closed.
 *
 * @param fields whole lines, {@code :status} among them
 * @param reset the error code with which the server reset the stream, or -1
 */
record Http2Answer(List<String> fields, String body, long reset) {

    /** The answer as HTTP/1.1 would have it. */
    RawAnswer plain() {
        String status = fields.stream()
                .filter(line -> line.startsWith(":status: "))
                .findFirst()
                .orElse(":status: 0")
                .substring(9);
        List<String> rest =
                fields.stream().filter(line -> !line.startsWith(":")).toList();
        return new RawAnswer(Integer.parseInt(status), rest, body);
    }
}
