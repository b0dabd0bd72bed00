package dev.latchkey.body;

import static dev.latchkey.body.Bodies.facts;
import static dev.latchkey.body.Bodies.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in a body that is well. */
class BodyPeekTest {

    @Test
    void everyMemberIsFound() {
        BodyFacts facts = facts("{\"model\":\"gpt-4o\",\"user\":\"ann\",\"metadata\":{\"user_id\":\"bob\"},"
                + "\"project_id\":\"p1\",\"stream\":true,\"max_tokens\":7,\"prompt\":\"four\"}");

        assertThat(Bodies.described(facts))
                .isEqualTo("Optional[gpt-4o] Optional[ann] Optional[bob] Optional[p1] true OptionalLong[7] 4");
    }

    @Test
    void membersAreFoundBehindMegabytesOfMessages() {
        String message = "{\"role\":\"user\",\"content\":\"" + "x".repeat(1000) + "\"},";
        BodyFacts facts = facts("{\"messages\":[" + message.repeat(3000) + "{}],\"model\":\"late\"}");

        assertThat(facts.model()).contains("late");
        assertThat(facts.textLength()).isEqualTo(3_000_000);
    }

    @Test
    void anEmptyObjectSaysNothing() {
        assertThat(Bodies.described(read(" {} \r\n\t"))).isEqualTo(Bodies.described(BodyFacts.none()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":null}",
                "{\"user\":null}",
                "{\"project_id\":null}",
                "{\"stream\":null}",
                "{\"max_tokens\":null}",
                "{\"metadata\":null}",
                "{\"metadata\":{\"user_id\":null}}",
                "{\"metadata\":{}}",
                "{\"prompt\":null}"
            })
    void nullIsAbsent(String body) {
        assertThat(Bodies.described(read(body))).isEqualTo(Bodies.described(BodyFacts.none()));
    }

    @Test
    void anEmptyTextIsPresent() {
        assertThat(facts("{\"model\":\"\"}").model()).contains("");
    }

    @Test
    void aTextIsNotTrimmed() {
        assertThat(facts("{\"model\":\" m \"}").model()).contains(" m ");
    }

    @Test
    void anEscapedNameIsTheName() {
        assertThat(facts("{\"mod\\u0065l\":\"m\"}").model()).contains("m");
    }

    @Test
    void anEscapedTextIsUnescaped() {
        assertThat(facts("{\"model\":\"\\u0067pt\\n\\ud83d\\ude00é😀\"}").model())
                .contains("gpt\n😀é😀");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Model", "model ", "models", "mode", "MODEL", "m\\u00f6del", "model\\u0000", "\\u0000model"})
    void aNameThatOnlyResemblesIsAnotherName(String name) {
        assertThat(facts("{\"" + name + "\":\"m\"}").model()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"model\":\"m\"}}",
                "{\"messages\":[{\"model\":\"m\"}]}",
                "{\"metadata\":{\"model\":\"m\"}}",
                "{\"a\":[[{\"model\":1,\"model\":2}]]}"
            })
    void aMemberOfAnInnerObjectIsAnotherMember(String body) {
        assertThat(facts(body).model()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user_id\":\"u\"}",
                "{\"metadata\":{\"a\":{\"user_id\":\"u\"}}}",
                "{\"a\":{\"metadata\":{\"user_id\":\"u\"}}}"
            })
    void aUserIdElsewhereIsAnotherMember(String body) {
        assertThat(facts(body).metadataUserId()).isEmpty();
    }

    @Test
    void aUserIdBehindAnInnerObjectIsFound() {
        assertThat(facts("{\"metadata\":{\"a\":{\"b\":[1]},\"user_id\":\"u\"}}").metadataUserId())
                .contains("u");
    }

    @Test
    void whatIsNotWantedIsNotFound() {
        BodyFacts facts = facts(read(Set.of(BodyMember.USER), "{\"model\":\"m\",\"user\":\"u\",\"prompt\":\"p\"}"));

        assertThat(facts.model()).isEmpty();
        assertThat(facts.textLength()).isZero();
        assertThat(facts.user()).contains("u");
    }

    @Test
    void whatIsNotWantedMayStandThereTwiceAndHaveAnyType() {
        BodyFacts facts = facts(
                read(Set.of(BodyMember.MODEL), "{\"user\":1,\"user\":{\"a\":[]},\"stream\":\"no\",\"model\":\"m\"}"));

        assertThat(facts.model()).contains("m");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "9007199254740992,9007199254740992"})
    void theMostTokensAreAnIntegerUpToTwoToThe53rd(String declared, long expected) {
        assertThat(facts("{\"max_tokens\":" + declared + "}").maxTokens()).hasValue(expected);
    }

    @Test
    void theNewerNameForTheMostTokensIsUnderstood() {
        assertThat(facts("{\"max_completion_tokens\":5}").maxTokens()).hasValue(5);
    }

    @ParameterizedTest
    @CsvSource({"5,9", "9,5"})
    void ofTwoDeclarationsTheLargerCounts(int older, int newer) {
        assertThat(facts("{\"max_tokens\":" + older + ",\"max_completion_tokens\":" + newer + "}")
                        .maxTokens())
                .hasValue(9);
    }

    @Test
    void streamIsFalseWhenItSaysSo() {
        assertThat(facts("{\"stream\":false}").stream()).isFalse();
    }

    @Test
    void aDirectBufferIsReadLikeAnyOther() {
        byte[] body = Bodies.bytes("{\"messages\":\"" + "é".repeat(10_000) + "\",\"model\":\"m\"}");
        ByteBuffer direct = ByteBuffer.allocateDirect(body.length + 2).position(1);
        direct.put(body).flip().position(1);
        BodyPeek peek = BodyPeek.of(Bodies.ALL, BodyPeek.DEFAULT_MAX_BYTES);
        peek.feed(direct);

        assertThat(facts(peek.finish()).model()).contains("m");
        assertThat(direct.position()).isEqualTo(1);
    }

    @Test
    void aSliceOfAnArrayIsReadFromItsPosition() {
        ByteBuffer slice = ByteBuffer.wrap(Bodies.bytes("xx{\"model\":\"m\"}yy"));
        slice.position(1).limit(17);
        ByteBuffer inner = slice.slice().position(1).limit(14);
        BodyPeek peek = BodyPeek.of(Bodies.ALL, BodyPeek.DEFAULT_MAX_BYTES);
        peek.feed(inner);

        assertThat(facts(peek.finish()).model()).contains("m");
    }

    @Test
    void askedAgainItAnswersTheSame() {
        BodyPeek peek = BodyPeek.of(Bodies.ALL, BodyPeek.DEFAULT_MAX_BYTES);
        peek.feed(ByteBuffer.wrap(Bodies.bytes("{}")));

        assertThat(peek.finish()).isSameAs(peek.finish());
    }

    @Test
    void bytesAfterTheEndAreNotTaken() {
        BodyPeek peek = BodyPeek.of(Bodies.ALL, BodyPeek.DEFAULT_MAX_BYTES);
        peek.finish();

        assertThat(peek.feed(ByteBuffer.wrap(Bodies.bytes("{}")))).isFalse();
    }

    @Test
    void nothingWantedIsAMistakeOfTheCaller() {
        assertThatThrownBy(() -> BodyPeek.of(EnumSet.noneOf(BodyMember.class), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("wanted: empty");
    }

    @Test
    void aBoundBelowOneIsAMistakeOfTheCaller() {
        assertThatThrownBy(() -> BodyPeek.of(Bodies.ALL, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxBytes: expected 1 or more, found 0");
    }

    @Test
    void printsWhatIsThereAndNeverWhatItSays() {
        assertThat(facts("{\"model\":\"secret\",\"user\":\"secret\"}"))
                .hasToString("BodyFacts[model=present, user=present, metadata.user_id=absent, project_id=absent,"
                        + " stream=false, maxTokens=OptionalLong.empty, textLength=0]");
    }
}
