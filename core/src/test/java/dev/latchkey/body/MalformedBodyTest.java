package dev.latchkey.body;

import static dev.latchkey.body.Bodies.facts;
import static dev.latchkey.body.Bodies.raw;
import static dev.latchkey.body.Bodies.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What two readers might understand in two ways is refused. */
class MalformedBodyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "\"model\"",
                "1",
                "null",
                "true",
                "[{\"model\":\"m\"}]",
                "{",
                "{\"model\"",
                "{\"model\":",
                "{\"model\":\"m",
                "{\"model\":\"m\"",
                "{\"model\":\"m\",",
                "{\"model\":\"m\",}",
                "{,}",
                "{\"a\" 1}",
                "{'model':'m'}",
                "{model:\"m\"}",
                "{\"a\":1}}",
                "{} {}",
                "{}[]",
                "{},",
                "{}x",
                "{}t",
                "{}1",
                "{}null",
                "{}\u0000",
                "\u0000{}",
                "{}\"",
                "{}/",
                "// c\n{}",
                "{/* c */}",
                "# c\n{}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":tru}",
                "{\"a\":TRUE}",
                "{\"a\":[1,]}",
                "{\"a\":[1}",
                "{\"a\":{]}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\u12\"}",
                "\u001e{}",
                "\u00a0{}",
                "{}\u000b"
            })
    void whatIsNotOneJsonObject(String body) {
        assertThat(read(body)).isEqualTo(BodyFailure.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"model\":\"a\",\"model\":\"b\"",
                "\"model\":\"a\",\"model\":\"a\"",
                "\"model\":\"a\",\"mod\\u0065l\":\"b\"",
                "\"\\u006dodel\":\"a\",\"mod\\u0065l\":\"b\"",
                "\"model\":null,\"model\":\"b\"",
                "\"model\":\"a\",\"messages\":[{\"content\":\"x\"}],\"model\":\"b\"",
                "\"user\":\"a\",\"user\":\"b\"",
                "\"project_id\":\"a\",\"project_id\":\"b\"",
                "\"stream\":true,\"stream\":false",
                "\"max_tokens\":1,\"max_tokens\":2",
                "\"max_completion_tokens\":1,\"max_completion_tokens\":2",
                "\"metadata\":{},\"metadata\":{\"user_id\":\"u\"}",
                "\"metadata\":null,\"metadata\":{\"user_id\":\"u\"}",
                "\"metadata\":{\"user_id\":\"u\",\"user_id\":\"v\"}",
                "\"metadata\":{\"user_id\":\"u\",\"a\":{},\"user\\u005fid\":\"v\"}",
                "\"messages\":[],\"messages\":[]",
                "\"prompt\":\"a\",\"prompt\":\"b\"",
                "\"input\":\"a\",\"input\":\"b\"",
                "\"system\":\"a\",\"system\":\"b\""
            })
    void aWantedMemberThatStandsThereTwice(String members) {
        assertThat(read("{" + members + "}")).isEqualTo(BodyFailure.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"model\":1",
                "\"model\":true",
                "\"model\":[\"m\"]",
                "\"model\":{}",
                "\"user\":7",
                "\"user\":[]",
                "\"project_id\":1.5",
                "\"project_id\":false",
                "\"stream\":\"true\"",
                "\"stream\":1",
                "\"stream\":[]",
                "\"max_tokens\":\"5\"",
                "\"max_tokens\":1.0",
                "\"max_tokens\":1e3",
                "\"max_tokens\":true",
                "\"max_tokens\":{}",
                "\"metadata\":[]",
                "\"metadata\":\"u\"",
                "\"metadata\":1",
                "\"metadata\":{\"user_id\":1}",
                "\"metadata\":{\"user_id\":[\"u\"]}",
                "\"metadata\":{\"user_id\":{}}"
            })
    void aWantedMemberOfTheWrongType(String members) {
        assertThat(read("{" + members + "}")).isEqualTo(BodyFailure.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "9007199254740993",
                "9223372036854775808",
                "-9223372036854775809",
                "99999999999999999999999"
            })
    void aNumberOfTokensOutOfRange(String number) {
        assertThat(read("{\"max_tokens\":" + number + "}")).isEqualTo(BodyFailure.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0080",
                "\u00BF",
                "\u00C1\u00AD",
                "\u00C0\u0080",
                "\u00E0\u0081\u00AD",
                "\u00E0\u009F\u00BF",
                "\u00ED\u00A0\u0080",
                "\u00ED\u00BF\u00BF",
                "\u00F0\u0080\u0081\u00AD",
                "\u00F0\u008F\u00BF\u00BF",
                "\u00F4\u0090\u0080\u0080",
                "\u00F5\u0080\u0080\u0080",
                "\u00F8\u0088\u0080\u0080\u0080",
                "\u00FF",
                "\u00FE",
                "\u00C3",
                "\u00C3a",
                "\u00E2\u0082",
                "\u00E2\u0082a",
                "\u00F0\u009F\u0098",
                "\u00F0\u009F\u0098a",
                "\u00E9"
            })
    void bytesThatAreNoUtf8(String bytes) {
        assertThat(read(raw("{\"model\":\"" + bytes + "\"}"))).isEqualTo(BodyFailure.MALFORMED);
        assertThat(read(raw("{\"" + bytes + "\":\"m\"}"))).isEqualTo(BodyFailure.MALFORMED);
        assertThat(read(raw("{\"skipped\":\"" + "x".repeat(20_000) + bytes + "\"}")))
                .isEqualTo(BodyFailure.MALFORMED);
    }

    @Test
    void anOverlongSpellingOfAName() {
        assertThat(read(raw("{\"\u00C1\u00ADodel\":\"m\"}"))).isEqualTo(BodyFailure.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u007f",
                "\u0080",
                "\u07ff",
                "\u0800",
                "\ud7ff",
                "\ue000",
                "\uffff",
                "\ud800\udc00",
                "\udbff\udfff"
            })
    void theEdgesOfUtf8AreRead(String character) {
        assertThat(facts("{\"model\":\"" + character + "\"}").model()).contains(character);
    }

    static byte[][] otherEncodings() {
        String body = "{\"model\":\"m\"}";
        return new byte[][] {
            body.getBytes(StandardCharsets.UTF_16),
            body.getBytes(StandardCharsets.UTF_16LE),
            body.getBytes(StandardCharsets.UTF_16BE),
            body.getBytes(java.nio.charset.Charset.forName("UTF-32")),
            body.getBytes(java.nio.charset.Charset.forName("UTF-32LE")),
            raw("\u001f\u008b\u0008\u0000")
        };
    }

    @ParameterizedTest
    @MethodSource("otherEncodings")
    void anotherEncoding(byte[] body) {
        assertThat(read(body)).isEqualTo(BodyFailure.MALFORMED);
    }

    @Test
    void aByteOrderMark() {
        assertThat(read("\ufeff{\"model\":\"m\"}")).isEqualTo(BodyFailure.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\ud800\\ud800", "\\udc00\\ud800", "\\ud800x"})
    void aWantedTextWithHalfACharacter(String half) {
        assertThat(read("{\"model\":\"" + half + "\"}")).isEqualTo(BodyFailure.MALFORMED);
    }

    @Test
    void nestingDeeperThanAThousand() {
        assertThat(read(nested(1000))).isEqualTo(BodyFailure.MALFORMED);
        assertThat(facts(nested(999)).model()).contains("m");
    }

    @Test
    void nestingOfTwentyThousandIsRefusedBeforeItsEndIsSeen() {
        BodyPeek peek = BodyPeek.of(Bodies.ALL, BodyPeek.DEFAULT_MAX_BYTES);

        assertThat(peek.feed(ByteBuffer.wrap(Bodies.bytes("{\"a\":" + "[".repeat(20_000)))))
                .isFalse();
    }

    @Test
    void nestingOfObjectsCountsToo() {
        assertThat(read("{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000))).isEqualTo(BodyFailure.MALFORMED);
    }

    @Test
    void nothingIsTakenOnceTheBodyIsRefused() {
        BodyPeek peek = BodyPeek.of(Bodies.ALL, BodyPeek.DEFAULT_MAX_BYTES);
        peek.feed(ByteBuffer.wrap(Bodies.bytes("x")));

        assertThat(peek.feed(ByteBuffer.wrap(Bodies.bytes("{}")))).isFalse();
        assertThat(peek.finish()).isEqualTo(BodyFailure.MALFORMED);
    }

    private static String nested(int arrays) {
        return "{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + ",\"model\":\"m\"}";
    }
}
