package dev.latchkey.netty;

import static dev.latchkey.netty.RawClient.bearer;
import static dev.latchkey.netty.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.body.BodyReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Calls with JSON bodies, to the route of {@link Plans} on which bodies are read. */
final class Bodies {
    static final String ROUTE = "/v1/chat/completions";
    static final String ALLOWED = "gpt-4o-mini";

    private Bodies() {}

    /** Names the model that {@link Plans#ONE_MODEL} may name. */
    static String good() {
        return "{\"model\":\"openai/" + ALLOWED + "\",\"messages\":[]}";
    }

    /** Names another. */
    static String denied() {
        return "{\"model\":\"openai/o1\",\"messages\":[]}";
    }

    /** A body of this many bytes, whose model stands behind all of its messages. */
    static byte[] large(int length, String model) {
        String begin = "{\"messages\":[{\"role\":\"user\",\"content\":\"";
        String end = "\"}],\"model\":\"openai/" + model + "\"}";
        StringBuilder text = new StringBuilder(length).append(begin);
        Random random = new Random(length);
        while (text.length() < length - end.length()) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.append(end).toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** A call with the length of its body told. */
    static String call(String target, String key, String body) {
        return head(target, key, "Content-Length: " + body.length()) + body;
    }

    static String call(String key, String body) {
        return call(ROUTE, key, body);
    }

    /** The head of a call. */
    static String head(String target, String key, String... fields) {
        String[] all = new String[fields.length + 2];
        all[0] = bearer(key);
        all[1] = "Content-Type: application/json";
        System.arraycopy(fields, 0, all, 2, fields.length);
        return request("POST", target, all);
    }

    /** A body in chunks of these sizes. */
    static byte[] chunked(byte[] body, IntSupplier sizes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < body.length; ) {
            int size = Math.min(sizes.getAsInt(), body.length - from);
            out.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body, from, size);
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            from += size;
        }
        out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    /** Waits until so many bytes are held in this process. */
    static void awaitHeld(long bytes) {
        await("bytes still not held", () -> BodyReader.heldByAll() >= bytes);
    }

    /** Waits until no more than that is held any longer: a handler hears of a closed channel after everybody else. */
    static void awaitGivenBack(long heldBefore) {
        await("bytes still held", () -> BodyReader.heldByAll() == heldBefore);
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
