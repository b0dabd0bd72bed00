package dev.latchkey.key;

import static dev.latchkey.key.Digests.A;
import static dev.latchkey.key.Digests.B;
import static dev.latchkey.key.Digests.C;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompatibleRingTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " \n",
                ",",
                "oops",
                "a:123",
                "testing:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
            })
    void aRingWithoutAnyKeyIsEmptyRatherThanRefused(String text) {
        assertThat(KeyRing.compatibleRing(text).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  label  :  %s  ",
                "\u00a0label\u2003:\u3000%s\uFEFF",
                "\u000blabel\f:\t%s\u2028",
                "label:%s\r\n",
                "oops,label:%s,"
            })
    void entriesLabelsAndDigestsAreTrimmedAsJavaScriptTrims(String layout) {
        assertThat(labels(String.format(layout, A))).containsExactly("label");
    }

    @Test
    void whatWasDroppedCanBeAskedFor() {
        assertThat(KeyRing.compatibleRing("oops,a:" + A).warning())
                .contains("1 entry dropped, for being no SHA-256 digest (1)");
        assertThat(KeyRing.compatibleRing("a:" + A).warning()).isEmpty();
    }

    @Test
    void theDigestFollowsTheLastColon() {
        assertThat(labels("a:b:c:" + A)).containsExactly("a:b:c");
    }

    @Test
    void labelsAreFree() {
        assertThat(labels("Größe, 2:" + A + ",my \"label\":" + B)).containsExactly("2", "my \"label\"");
    }

    @Test
    void whatLooksLikeACommentIsLive() {
        assertThat(labels("# old:" + A)).containsExactly("# old");
    }

    @Test
    void aDigestThatStandsThereTwiceCountsOnceAndTheFirstWins() {
        assertThat(labels("a:" + A + ",b:" + A)).containsExactly("a");
    }

    @Test
    void theSameLabelMayStandThereTwice() {
        assertThat(labels("a:" + A + ",a:" + B)).containsExactly("a", "a");
    }

    @Test
    void argon2idIsNoDigest() {
        assertThat(labels("ops:$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$aGFzaA\na:" + A))
                .containsExactly("a");
    }

    @Test
    void anOverlongEntryIsDroppedAndTheNextOneRead() {
        assertThat(labels("x".repeat(100_000) + ":" + A + ",b:" + B)).containsExactly("b");
    }

    @Test
    void oneWarningTellsHowManyWereDroppedAndWhere() {
        try (CapturedLog log = new CapturedLog()) {
            KeyRing.compatibleRing("a:" + A + ",oops,b:" + B + ",c:12,t:" + Digests.hex("test"));
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("2 entries dropped, for being no SHA-256 digest (2, 4)")
                    .contains("1 entry dropped, for being the digest of a word")
                    .contains("(5)");
        }
    }

    @Test
    void aCleanRingWarnsOfNothing() {
        try (CapturedLog log = new CapturedLog()) {
            KeyRing.compatibleRing("a:" + A + ",\n,b:" + B);
            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void manyDroppedEntriesStillMakeAShortLine() {
        try (CapturedLog log = new CapturedLog()) {
            KeyRing.compatibleRing("x,".repeat(100_000));
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("100000 entries")
                    .hasSizeLessThan(300);
        }
    }

    @Test
    void aLabelThatIsAKeyIsForgotten() {
        assertThat(labels("gw_sk_0123456789abcdefABCDEF:" + A + ",c:" + C)).containsExactly("", "c");
    }

    private static List<String> labels(String text) {
        return KeyRing.compatibleRing(text).records().stream()
                .map(KeyRecord::label)
                .toList();
    }
}
