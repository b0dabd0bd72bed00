package dev.latchkey.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a key from whoever gives it, without showing it. */
final class KeyInput {
    /** Beyond the longest key, so that a longer one is refused for its length and not cut to fit. */
    private static final int MAX_BYTES = 1024;

    private KeyInput() {}

    /** What was typed, or the first line of standard input without its end. */
    static String read(Session session) throws IOException {
        return session.interactive() ? session.prompt().ask("Key: ") : firstLine(session.in());
    }

    private static String firstLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n' && line.size() < MAX_BYTES; b = in.read()) {
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
