package dev.latchkey.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyMediaTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                " application/json\t",
                "application/json;charset=utf-8",
                "application/json ; Charset=\"UTF-8\" ; x=y",
                "application/json;",
                "application/json; charset=utf8",
                "application/problem+json",
                "application/vnd.a.b+JSON;v=1",
                "application/json;x=\"a;charset=utf-16\""
            })
    void jsonIsRead(String type) {
        assertThat(BodyMedia.of(List.of(type))).isEqualTo(BodyMedia.JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;charset=utf-16",
                "application/json; charset=iso-8859-1",
                "application/json;charset=",
                "application/json;charset=\"utf-8",
                "application/json;charset=utf-8;charset=utf-16",
                "application/json;charset=\"utf\\-16\"",
                "application/json;charset =utf-16",
                "application/json;x",
                "application/json;charset=utf-8 x",
                "application/json, text/plain",
                "application/json x",
                "json",
                "application/json;charset=\"utf-8\\"
            })
    void whatReadersMayTakeDifferentlyIsDoubtful(String type) {
        assertThat(BodyMedia.of(List.of(type))).isEqualTo(BodyMedia.DOUBTFUL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "text/json",
                "multipart/form-data; boundary=application/json",
                "application/x-www-form-urlencoded",
                "application/jsonl",
                "application/x-ndjson",
                "text/plain; x=application/json",
                "application/json-seq"
            })
    void everythingElsePassesUnread(String type) {
        assertThat(BodyMedia.of(List.of(type))).isEqualTo(BodyMedia.OTHER);
    }

    @Test
    void noneAtAllPassesUnread() {
        assertThat(BodyMedia.of(List.of())).isEqualTo(BodyMedia.OTHER);
    }

    @Test
    void jsonAsOneOfSeveralIsDoubtful() {
        assertThat(BodyMedia.of(List.of("text/plain", "application/json"))).isEqualTo(BodyMedia.DOUBTFUL);
        assertThat(BodyMedia.of(List.of("application/json", "application/json")))
                .isEqualTo(BodyMedia.DOUBTFUL);
        assertThat(BodyMedia.of(List.of("text/plain", "text/html"))).isEqualTo(BodyMedia.OTHER);
    }
}
