package dev.latchkey.body;

import static dev.latchkey.body.Bodies.facts;
import static dev.latchkey.body.Bodies.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Where reading ends. */
class BodyBoundsTest {
    private static final byte[] BODY = Bodies.bytes("{\"model\":\"m\"}");

    @Test
    void aBodyOfExactlyTheBoundIsRead() {
        assertThat(facts(read(BodyPeek.of(Bodies.ALL, BODY.length), BODY, 5)).model())
                .contains("m");
    }

    @Test
    void oneByteMoreIsTooLarge() {
        assertThat(read(BodyPeek.of(Bodies.ALL, BODY.length - 1), BODY, 5)).isEqualTo(BodyFailure.TOO_LARGE);
    }

    @Test
    void blanksAfterTheObjectCountToo() {
        assertThat(read(BodyPeek.of(Bodies.ALL, BODY.length), Bodies.bytes("{\"model\":\"m\"} "), 50))
                .isEqualTo(BodyFailure.TOO_LARGE);
    }

    @Test
    void aFaultWithinTheBoundIsToldHoweverTheBodyArrives() {
        BodyPeek peek = BodyPeek.of(Bodies.ALL, 2);

        assertThat(peek.feed(ByteBuffer.wrap(Bodies.bytes("xxxx")))).isFalse();
        assertThat(peek.finish()).isEqualTo(BodyFailure.MALFORMED);
    }

    @Test
    void aTextOf16384CharactersIsKept() {
        assertThat(facts("{\"model\":\"" + "é".repeat(16_384) + "\"}").model()).contains("é".repeat(16_384));
    }

    @Test
    void aWantedTextOfOneCharacterMoreIsRefused() {
        assertThat(read("{\"model\":\"" + "m".repeat(16_385) + "\"}")).isEqualTo(BodyFailure.MALFORMED);
        assertThat(read("{\"model\":\"" + "m".repeat(16_383) + "😀\"}")).isEqualTo(BodyFailure.MALFORMED);
    }

    @Test
    void allKeptTextsShareTheRoom() {
        String half = "m".repeat(8192);

        assertThat(facts("{\"model\":\"" + half + "\",\"user\":\"" + half + "\"}")
                        .user())
                .contains(half);
        assertThat(read("{\"model\":\"" + half + "\",\"user\":\"" + half + "m\"}"))
                .isEqualTo(BodyFailure.MALFORMED);
    }

    @Test
    void aSkippedTextMayBeOfAnyLength() {
        assertThat(facts("{\"image\":\"" + "x".repeat(3_000_000) + "\",\"model\":\"m\"}")
                        .model())
                .contains("m");
    }

    @Test
    void aLongNameNeverBecomesAShortOne() {
        assertThat(facts("{\"model" + "x".repeat(40_000) + "\":\"m\",\"model\":\"n\"}")
                        .model())
                .contains("n");
    }

    @Test
    void aTextOfThreeMegabytesIsNotGathered() {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] body = Bodies.bytes("{\"prompt\":\"" + "x".repeat(3_000_000) + "\",\"model\":\"m\"}");
        facts(read(body));
        long before = thread.getCurrentThreadAllocatedBytes();
        BodyPeek peek = BodyPeek.of(Bodies.ALL, BodyPeek.DEFAULT_MAX_BYTES);
        peek.feed(ByteBuffer.wrap(body));

        assertThat(facts(peek.finish()).textLength()).isEqualTo(3_000_000);
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(400_000);
    }
}
