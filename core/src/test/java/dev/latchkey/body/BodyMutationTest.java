package dev.latchkey.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.BodyFormat;
import dev.latchkey.BodyNeed;
import dev.latchkey.Call;
import dev.latchkey.Unread;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Bodies that were tampered with at random: whatever is let through says the same to a program that reads the whole
 * document, strictly and in another way.
 */
class BodyMutationTest {
    private static final int ROUNDS = 20_000;
    private static final BodyNeed NEED = Needs.everything(BodyFormat.CHAT_COMPLETIONS);
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String[] SEEDS = {
        "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"h\\u00e4\\n\"}],\"max_tokens\":5}",
        "{\"messages\":[{\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}],\"user\":\"u\",\"model\":\"m\\\"x\"}",
        "{\"a\":{\"model\":[1,2.5e3,null,true]},\"model\":\"x\",\"stream\":false, \"project_id\" : \"p\"}"
    };
    private static final byte[] FAVOURITES =
            "{}[]\",:\\ue0 \n-.0159modeluserMODEL\u00e4\u0000".getBytes(StandardCharsets.UTF_8);

    @Test
    void whatIsLetThroughSaysTheSameToEverybody() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int letThrough = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = mutated(SEEDS[random.nextInt(SEEDS.length)].getBytes(StandardCharsets.UTF_8), random);
            Call call = read(body);
            if (Unread.why(call).isEmpty()) {
                letThrough++;
                JsonNode whole = STRICT.readTree(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(body))
                        .toString());
                assertThat(whole.isObject()).describedAs("seed %s", seed).isTrue();
                assertThat(call.model().orElse("")).describedAs("seed %s", seed).isEqualTo(text(whole, "model"));
                assertThat(call.user().orElse("")).describedAs("seed %s", seed).isEqualTo(text(whole, "user"));
                assertThat(call.inputCharacters().orElse(-1))
                        .describedAs("seed %s", seed)
                        .isEqualTo(characters(whole));
            }
        }
        assertThat(letThrough).isBetween(ROUNDS / 100, ROUNDS);
    }

    private static Call read(byte[] body) throws IOException {
        try (BodyReader reader = BodyReader.of(NEED)) {
            return reader.read(new ByteArrayInputStream(body));
        }
    }

    private static byte[] mutated(byte[] body, Random random) {
        byte[] out = body;
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(out.length);
            byte[] next = new byte[out.length + 1];
            System.arraycopy(out, 0, next, 0, at);
            next[at] = FAVOURITES[random.nextInt(FAVOURITES.length)];
            System.arraycopy(out, at, next, at + 1, out.length - at);
            out = random.nextBoolean() ? next : replaced(out, at, next[at]);
        }
        return out;
    }

    private static byte[] replaced(byte[] body, int at, byte by) {
        byte[] copy = body.clone();
        copy[at] = by;
        return copy;
    }

    private static String text(JsonNode whole, String member) {
        return whole.path(member).isNull() ? "" : whole.path(member).asText("");
    }

    private static long characters(JsonNode whole) {
        long sum = 0;
        JsonNode messages = whole.path("messages");
        if (!messages.isArray()) {
            return 0;
        }
        for (JsonNode message : messages) {
            JsonNode content = message.path("content");
            sum += content.isTextual() ? content.textValue().length() : 0;
            if (content.isArray()) {
                for (JsonNode part : content) {
                    sum += part.path("text").isTextual()
                            ? part.path("text").textValue().length()
                            : 0;
                }
            }
        }
        return sum;
    }
}
