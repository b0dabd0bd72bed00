package dev.latchkey.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Requests with a chat's JSON in them, as text to be sent byte for byte: ISO 8859-1 that stands for UTF-8. */
final class ChatRequests {
    /** A key's one allowed model. */
    static final String ALLOWED = "gpt-4o-mini";
    /** A model that this key may not name. */
    static final String OTHER = "gpt-4o";

    private static final String JSON = "Content-Type: application/json";
    private static final int CHUNK = 10_007;

    private ChatRequests() {}

    /** A body with these many bytes of text before its model. */
    static String body(String model, int bytesOfText) {
        String euro = new String("€".getBytes(UTF_8), ISO_8859_1);
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"" + euro + "x".repeat(bytesOfText - euro.length())
                + "\"}],\"model\":\"" + model + "\"}";
    }

    /** A short body. */
    static String body(String model) {
        return body(model, 20);
    }

    /** A POST of JSON in one of the two framings. */
    static String post(boolean chunked, String target, String body, String... headerLines) {
        return chunked ? chunked(target, body, headerLines) : withLength(target, body, headerLines);
    }

    /** A POST of JSON whose length is said before. */
    static String withLength(String target, String body, String... headerLines) {
        return head(target, "Content-Length: " + body.length(), headerLines) + body;
    }

    /** A POST of JSON whose length is said nowhere. */
    static String chunked(String target, String body, String... headerLines) {
        StringBuilder request = new StringBuilder(chunkedHead(target, headerLines));
        for (int from = 0; from < body.length(); from += CHUNK) {
            request.append(chunk(body.substring(from, Math.min(body.length(), from + CHUNK))));
        }
        return request.append("0\r\n\r\n").toString();
    }

    static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    /** What comes before the first chunk. */
    static String chunkedHead(String target, String... headerLines) {
        return head(target, "Transfer-Encoding: chunked", headerLines);
    }

    /** What comes before a body. */
    static String head(String target, String framing, String... headerLines) {
        String[] lines = new String[headerLines.length + 2];
        lines[0] = JSON;
        lines[1] = framing;
        System.arraycopy(headerLines, 0, lines, 2, headerLines.length);
        return RawHttp.request("POST", target, lines);
    }

    /** The digest of what these requests send. */
    static String sha256(String body) {
        return Sha256.of(body.getBytes(ISO_8859_1));
    }
}
