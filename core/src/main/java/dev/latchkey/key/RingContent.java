package dev.latchkey.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What ring text held: its keys, their table, and what was left out of them, in words for the operator. */
record RingContent(List<KeyRecord> records, KeyTable table, Optional<String> warning) {
    private static final int CHUNK = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Reads text that may be missing. */
    static RingContent of(@Nullable String text, RingReading reading) {
        TextProgress progress = new TextProgress(text == null ? 0 : text.length());
        RingEntries entries = RingEntries.of(reading, progress);
        if (text != null) {
            split(text, new RingSplitter(entries, progress));
        }
        return entries.finish();
    }

    /** Reads a stream to its end, or to its first mistake. */
    static RingContent of(InputStream in, RingReading reading) throws IOException {
        return of(in, progress -> RingEntries.of(reading, progress));
    }

    /** Reads a stream to its end, in a reading of its own. */
    static RingContent of(InputStream in, Function<TextProgress, RingEntries> reading) throws IOException {
        TextProgress progress = TextProgress.of(in);
        RingEntries entries = reading.apply(progress);
        RingSplitter splitter = new RingSplitter(entries, progress);
        byte[] chunk = new byte[CHUNK];
        int read = in.readNBytes(chunk, 0, CHUNK);
        int from = startsWithMark(chunk, read) ? 3 : 0;
        while (read > 0) {
            splitter.accept(chunk, from, read);
            from = 0;
            read = in.readNBytes(chunk, 0, CHUNK);
        }
        splitter.finish();
        return entries.finish();
    }

    private static void split(String text, RingSplitter splitter) {
        int from = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + CHUNK);
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to++;
            }
            byte[] chunk = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
            splitter.accept(chunk, 0, chunk.length);
            from = to;
        }
        splitter.finish();
    }

    private static boolean startsWithMark(byte[] bytes, int length) {
        return length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }
}
