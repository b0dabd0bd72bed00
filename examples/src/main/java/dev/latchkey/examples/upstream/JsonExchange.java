package dev.latchkey.examples.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Function;

/** A request whose body is one JSON object of at most 32 MiB. */
final class JsonExchange implements Exchange {
    private static final int MAX_BYTES = 32 << 20;

    private final Function<JsonNode, Answer> route;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean tooLarge;

    JsonExchange(Function<JsonNode, Answer> route) {
        this.route = route;
    }

    @Override
    public void accept(ByteBuffer bytes) {
        tooLarge |= body.size() + bytes.remaining() > MAX_BYTES;
        if (tooLarge) {
            body.reset();
            return;
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        body.write(copy, 0, copy.length);
    }

    @Override
    public Answer finish() {
        if (tooLarge) {
            return Answer.error(413, "the body has more than " + MAX_BYTES + " bytes");
        }
        try {
            JsonNode json = Json.MAPPER.readTree(body.toByteArray());
            return json.isObject() ? route.apply(json) : notAnObject();
        } catch (IOException e) {
            return notAnObject();
        }
    }

    private static Answer notAnObject() {
        return Answer.error(400, "expected a JSON object as the body");
    }
}
