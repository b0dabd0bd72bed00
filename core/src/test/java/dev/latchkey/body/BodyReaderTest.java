package dev.latchkey.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.BodyFormat;
import dev.latchkey.BodyLimits;
import dev.latchkey.BodyNeed;
import dev.latchkey.Call;
import dev.latchkey.Unread;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body says of the members that a decision turns on, and which bodies say nothing that can be relied on. */
class BodyReaderTest {
    private static final BodyNeed CHAT = Needs.everything(BodyFormat.CHAT_COMPLETIONS);
    private static final BodyNeed MESSAGES = Needs.everything(BodyFormat.MESSAGES);

    private static Call read(BodyNeed need, byte[] body) {
        try (BodyReader reader = BodyReader.of(need)) {
            return reader.read(new ByteArrayInputStream(body));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Call chat(String json) {
        return read(CHAT, json.getBytes(StandardCharsets.UTF_8));
    }

    private static Call messages(String json) {
        return read(MESSAGES, json.getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(Call call) {
        return Unread.why(call);
    }

    @Test
    void everyMemberIsTakenFromAChatCompletion() {
        Call call = chat("""
                {"messages": [{"role": "user", "content": "12345"}], "max_tokens": 7, "stream": true,
                 "user": "alice", "project_id": "p-1", "model": "openai/gpt-4o", "temperature": 0.5}""");
        assertThat(call.model()).contains("openai/gpt-4o");
        assertThat(call.user()).contains("alice");
        assertThat(call.project()).contains("p-1");
        assertThat(call.maxOutputTokens()).isEqualTo(OptionalLong.of(7));
        assertThat(call.inputCharacters()).isEqualTo(OptionalLong.of(5));
        assertThat(call.isStreamed()).isTrue();
    }

    @Test
    void theUserOfAMessageStandsInItsMetadata() {
        Call call =
                messages("{\"user\":\"not this\",\"metadata\":{\"x\":{\"user_id\":\"nor this\"},\"user_id\":\"bob\"}}");
        assertThat(call.user()).contains("bob");
    }

    @Test
    void theUserOfAChatCompletionDoesNotStandInItsMetadata() {
        assertThat(chat("{\"metadata\":{\"user_id\":\"bob\"}}").user()).isEmpty();
    }

    @Test
    void membersFurtherInAreNotMeant() {
        Call call = chat("{\"tools\":[{\"model\":\"x\",\"user\":\"y\"}],\"extra\":{\"model\":\"z\"}}");
        assertThat(call.model()).isEmpty();
        assertThat(call.user()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"model\":null,\"user\":null,\"max_tokens\":null,\"stream\":null}", "{\"model\":\"\"}"})
    void whatIsNullOrEmptyIsNotThere(String json) {
        Call call = chat(json);
        assertThat(refusal(call)).isEmpty();
        assertThat(call.model()).isEmpty();
        assertThat(call.maxOutputTokens()).isEmpty();
    }

    @Test
    void ofTwoNamesForTheMostTokensTheLargerOneCounts() {
        assertThat(chat("{\"max_tokens\":7,\"max_completion_tokens\":9}").maxOutputTokens())
                .isEqualTo(OptionalLong.of(9));
    }

    @Test
    void theModelMayFollowMegabytesOfMessages() {
        String long1 = "x".repeat(3_000_000);
        Call call = chat("{\"messages\":[{\"content\":\"" + long1 + "\"}],\"model\":\"gpt-4o\"}");
        assertThat(call.model()).contains("gpt-4o");
        assertThat(call.inputCharacters()).isEqualTo(OptionalLong.of(3_000_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"content\":\"abc\"},{\"content\":\"de\"}] | 5",
                "[{\"content\":[{\"type\":\"text\",\"text\":\"abc\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"long\"}}]}] | 3",
                "[{\"role\":\"user\",\"name\":\"n\"}] | 0",
                "[{\"content\":null},{\"content\":7},{\"content\":{\"text\":\"no\"}}] | 0",
                "[\"content\",[\"content\"],{\"tool\":{\"content\":\"no\"}}] | 0",
                "[{\"content\":\"\\u00e4\\n\\\\\\\"x\"}] | 5",
                "[{\"content\":\"\uD83D\uDE00\"}] | 2",
                "[{\"content\":\"\\ud83d\\ude00\"}] | 2",
                "[{\"content\":\"a\",\"content\":\"bc\"}] | 3",
                "[] | 0",
                "{\"content\":\"abc\"} | 0",
                "\"abc\" | 0"
            })
    void textIsCountedInCharactersAsAProgramSeesThem(String messages, long characters) {
        assertThat(chat("{\"messages\":" + messages + ",\"model\":\"m\"}").inputCharacters())
                .isEqualTo(OptionalLong.of(characters));
    }

    @Test
    void theSystemPromptOfAMessageIsTextAsWell() {
        assertThat(messages("{\"system\":\"abc\",\"messages\":[{\"content\":\"de\"}]}")
                        .inputCharacters())
                .isEqualTo(OptionalLong.of(5));
        assertThat(messages("{\"system\":[{\"type\":\"text\",\"text\":\"abc\"}],\"messages\":[]}")
                        .inputCharacters())
                .isEqualTo(OptionalLong.of(3));
    }

    /** The parser reads ahead by some thousand characters, in which many strings may lie. */
    @Test
    void textIsCountedRightlyWhereverStringsLie() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int[] lengths = random.ints(random.nextInt(1, 60), 0, random.nextInt(1, 400))
                    .toArray();
            String json = IntStream.of(lengths)
                    .mapToObj(length ->
                            "{\"role\":\"user\",\"content\":\"" + "\\t".repeat(length) + "\",\"x\":[\"\",\"\"]}")
                    .collect(Collectors.joining(" ,", "{\"a\":\"\",\"messages\":[", "],\"b\":\"\"}"));
            assertThat(chat(json).inputCharacters())
                    .describedAs("seed %s", seed)
                    .isEqualTo(OptionalLong.of(IntStream.of(lengths).sum()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"a\",\"model\":\"b\"}",
                "{\"model\":\"a\",\"model\":\"a\"}",
                "{\"model\":\"a\",\"mod\\u0065l\":\"b\"}",
                "{\"model\":\"a\",\"x\":[{}],\"MODEL\":\"b\"}",
                "{\"Model\":\"a\"}",
                "{\"model\":null,\"model\":\"b\"}"
            })
    void aModelThatMayBeReadAsAnotherIsRefused(String json) {
        assertThat(refusal(chat(json))).isEqualTo("MEMBER_REPEATED model");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"user\":\"a\",\"u\\u017fer\":\"b\"} | MEMBER_REPEATED user",
                "{\"messages\":[],\"messages\":[]} | MEMBER_REPEATED messages",
                "{\"max_tokens\":1,\"max_tokens\":2} | MEMBER_REPEATED max_tokens",
                "{\"project_id\":\"a\",\"PROJECT_ID\":\"b\"} | MEMBER_REPEATED project_id",
                "{\"stream\":true,\"stream\":false} | MEMBER_REPEATED stream",
                "{\"model\":7} | MEMBER_MISTYPED model",
                "{\"model\":{\"model\":\"a\"}} | MEMBER_MISTYPED model",
                "{\"user\":[\"a\"]} | MEMBER_MISTYPED user",
                "{\"stream\":\"true\"} | MEMBER_MISTYPED stream",
                "{\"max_tokens\":-1} | MEMBER_MISTYPED max_tokens",
                "{\"max_tokens\":1.5} | MEMBER_MISTYPED max_tokens",
                "{\"max_tokens\":1e3} | MEMBER_MISTYPED max_tokens",
                "{\"max_tokens\":\"7\"} | MEMBER_MISTYPED max_tokens",
                "{\"max_tokens\":99999999999999999999} | MEMBER_MISTYPED max_tokens"
            })
    void aMemberThatCannotBeReliedOnIsRefused(String json, String refusal) {
        assertThat(refusal(chat(json))).isEqualTo(refusal);
    }

    @Test
    void aSecondUserOrASecondMetadataOfAMessageIsRefused() {
        assertThat(refusal(messages("{\"metadata\":{\"user_id\":\"a\",\"user_id\":\"b\"}}")))
                .isEqualTo("MEMBER_REPEATED metadata.user_id");
        assertThat(refusal(messages("{\"metadata\":{\"user_id\":\"a\"},\"metadata\":{}}")))
                .isEqualTo("MEMBER_REPEATED metadata");
        assertThat(refusal(messages("{\"metadata\":\"a\"}"))).isEqualTo("MEMBER_MISTYPED metadata");
    }

    @Test
    void aModelLongerThanAnyNameIsRefused() {
        assertThat(refusal(chat("{\"model\":\"" + "m".repeat(5000) + "\"}"))).isEqualTo("MEMBER_MISTYPED model");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"model\"",
                "{",
                "{\"model\":\"a\"",
                "{\"model\":\"a\"}}",
                "{\"model\":\"a\"} {\"model\":\"b\"}",
                "{\"model\":\"a\"},",
                "{'model':'a'}",
                "{model:\"a\"}",
                "{\"model\":\"a\",}",
                "{\"model\":\"a\"}\u0000",
                "\uFEFF{\"model\":\"a\"}",
                "{\"model\":\"a\"}//",
                "{\"model\":\"a\",\"x\":NaN}",
                "{\"model\":\"a\",\"x\":01}",
                "{\"x\":\"\n\",\"model\":\"a\"}",
                "{\"a\":}"
            })
    void whatIsNotOneJsonObjectIsRefused(String body) {
        assertThat(refusal(chat(body))).isEqualTo("BODY_MALFORMED");
    }

    @Test
    void aBodyCutShortAnywhereIsRefused() {
        String json = "{\"messages\":[{\"content\":\"\\u00e4x\"}],\"model\":\"a\",\"n\":[1,2.5,true,null]}";
        for (int end = 0; end < json.length(); end++) {
            assertThat(refusal(chat(json.substring(0, end)))).isEqualTo("BODY_MALFORMED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "ISO-8859-1"})
    void anotherEncodingThanUtf8IsRefused(String charset) {
        byte[] body = "{\"user\":\"\u00e4\",\"model\":\"a\"}".getBytes(Charset.forName(charset));
        assertThat(refusal(read(CHAT, body))).isEqualTo("BODY_MALFORMED");
    }

    /** Decoders that are lenient read these as shorter characters, or as halves of one. */
    @ParameterizedTest
    @ValueSource(strings = {"c1a5", "e081a5", "eda080", "f4908080", "80", "c3"})
    void malformedUtf8IsRefusedInNamesAndInWhatNobodyNeeds(String hex) {
        byte[] odd = HexFormat.of().parseHex(hex);
        assertThat(refusal(read(CHAT, around("{\"mod", odd, "l\":\"b\",\"model\":\"a\"}"))))
                .isEqualTo("BODY_MALFORMED");
        assertThat(refusal(read(CHAT, around("{\"x\":\"", odd, "\",\"model\":\"a\"}"))))
                .isEqualTo("BODY_MALFORMED");
    }

    private static byte[] around(String before, byte[] odd, String after) {
        byte[] head = before.getBytes(StandardCharsets.US_ASCII);
        byte[] tail = after.getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + odd.length + tail.length);
        System.arraycopy(odd, 0, all, head.length, odd.length);
        System.arraycopy(tail, 0, all, head.length + odd.length, tail.length);
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void aBodyTwentyThousandLevelsDeepIsRefused(String level) {
        assertThat(refusal(chat("{\"model\":\"a\",\"x\":" + level.repeat(20_000))))
                .isEqualTo("BODY_MALFORMED");
    }

    @Test
    void anEndlessNameIsRefused() {
        assertThat(refusal(chat("{\"" + "n".repeat(100_000) + "\":1,\"model\":\"a\"}")))
                .isEqualTo("BODY_MALFORMED");
    }

    @Test
    void aStreamThatFailsIsTheAdaptersToDealWith() {
        PipedInputStream failing = new PipedInputStream();
        assertThatThrownBy(() -> BodyReader.of(CHAT).read(failing)).isInstanceOf(IOException.class);
    }

    @Test
    void oneByteMoreThanABodyMayHaveIsTooMany() {
        BodyNeed need = Needs.everything(BodyFormat.CHAT_COMPLETIONS, new BodyLimits(10, 100));
        try (BodyReader reader = BodyReader.of(need)) {
            assertThat(reader.expects(10)).isTrue();
            assertThat(reader.take(9)).isTrue();
            assertThat(reader.take(1)).isTrue();
            assertThat(reader.take(1)).isFalse();
            assertThat(refusal(reader.refused())).isEqualTo("BODY_TOO_LARGE");
        }
        assertThat(BodyReader.of(need).expects(11)).isFalse();
        assertThat(BodyReader.of(need).expects(-1)).isTrue();
    }

    @Test
    void allBodiesTogetherMayHoldSoMuchAndNoMore() {
        BodyNeed need = Needs.everything(
                BodyFormat.CHAT_COMPLETIONS, new BodyLimits(10, Math.toIntExact(BodyReader.heldByAll()) + 15));
        long before = BodyReader.heldByAll();
        BodyReader second = BodyReader.of(need);
        try (BodyReader first = BodyReader.of(need)) {
            assertThat(first.take(10)).isTrue();
            assertThat(second.take(6)).isFalse();
            assertThat(refusal(second.refused())).isEqualTo("BODIES_SATURATED");
        }
        assertThat(second.take(6)).isTrue();
        second.close();
        second.close();
        assertThat(BodyReader.heldByAll()).isEqualTo(before);
    }
}
