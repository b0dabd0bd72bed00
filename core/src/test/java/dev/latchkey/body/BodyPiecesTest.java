package dev.latchkey.body;

import static dev.latchkey.body.Bodies.described;
import static dev.latchkey.body.Bodies.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a body is cut into pieces never changes the answer, and no body makes the reader throw. */
class BodyPiecesTest {
    private static final String FULL =
            "{\"messages\":[{\"role\":\"user\",\"content\":\"h\\u00e9 \\ud83d\\ude00 😀é€\"},"
                    + "{\"content\":[{\"type\":\"text\",\"text\":\"a\\\"b\"}]}],\"n\":-1.5e+10,\"t\":[true,false,null],"
                    + "\"mod\\u0065l\":\"gpt-é\",\"metadata\":{\"x\":{},\"user_id\":\"u\"},\"stream\":true,\"max_tokens\":12}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                FULL,
                "{\"model\":\"a\",\"model\":\"b\"}",
                "{\"model\":\"\\ud800\"}",
                "{\"a\":\"\\u00zz\"}",
                "{\"a\":}",
                "{\"a\":{\"b\":}}",
                "{\"a\":[1,]}",
                "{\"model\":\"m\"} x",
                "{\"model\":\"m\"",
                "\ufeff{\"model\":\"m\"}"
            })
    void everySplitInTwoAnswersLikeTheWhole(String text) {
        byte[] body = Bodies.bytes(text);
        String whole = described(read(body));
        for (int split = 0; split <= body.length; split++) {
            BodyPeek peek = BodyPeek.of(Bodies.ALL, BodyPeek.DEFAULT_MAX_BYTES);
            peek.feed(ByteBuffer.wrap(Arrays.copyOf(body, split)));
            peek.feed(ByteBuffer.wrap(body, split, body.length - split));
            assertThat(described(peek.finish())).as("split at %d", split).isEqualTo(whole);
        }
    }

    @Test
    void aByteAtATimeAnswersLikeTheWhole() {
        byte[] body = Bodies.bytes(FULL);

        assertThat(described(read(Bodies.ALL, body, 1)))
                .isEqualTo(described(read(body)))
                .startsWith("Optional[gpt-é]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096, 16_384, 16_400})
    void aLongTextOfEveryKindOfCharacterIsCountedHoweverItArrives(int piece) {
        String text = "a\\n\\u00e9é€😀\\ud83d\\ude00";
        byte[] body = Bodies.bytes("{\"prompt\":\"" + text.repeat(5000) + "\",\"system\":\"x\",\"model\":\"m\"}");

        assertThat(Bodies.facts(read(Bodies.ALL, body, piece)).textLength()).isEqualTo(9 * 5000 + 1);
        assertThat(Bodies.facts(read(Bodies.ALL, body, piece)).model()).contains("m");
    }

    @Test
    void everyPieceSizeFindsTheSameFaultInWhatIsCut() {
        for (String fault : new String[] {"\n", "\\x", "\\u12g4", "\u0000"}) {
            byte[] body = Bodies.bytes("{\"a\":\"" + "x".repeat(17_000) + fault + "\"}");
            assertThat(read(body)).isEqualTo(BodyFailure.MALFORMED);
            assertThat(read(Bodies.ALL, body, 3)).isEqualTo(BodyFailure.MALFORMED);
        }
    }

    @Test
    void mutatedBodiesNeverThrowAndAnswerAlikeInPieces() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] body = mutated(random);
            assertThat(described(read(Bodies.ALL, body, 1 + random.nextInt(9))))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(described(read(body)));
        }
    }

    private static byte[] mutated(Random random) {
        byte[] body = Bodies.bytes(FULL);
        String marks = "{}[]\",:\\u0 \n";
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = random.nextInt(body.length);
            switch (random.nextInt(4)) {
                case 0 -> body[at] = (byte) random.nextInt(256);
                case 1 -> body[at] = (byte) marks.charAt(random.nextInt(marks.length()));
                case 2 -> body = Arrays.copyOf(body, at + 1);
                default ->
                    System.arraycopy(body.clone(), random.nextInt(at + 1), body, at, Math.min(8, body.length - at));
            }
        }
        return body;
    }
}
