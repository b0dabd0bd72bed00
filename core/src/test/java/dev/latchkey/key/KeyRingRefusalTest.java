package dev.latchkey.key;

import static dev.latchkey.key.Digests.A;
import static dev.latchkey.key.Digests.B;
import static dev.latchkey.key.Digests.C;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingRefusalTest {
    private static final String PHC =
            "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY$dGFnLXRhZy10YWctdGFnLXRhZy0xMQ";

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\n", ",", " ,\r\n,\t", "\uFEFF"})
    void nothingIsRefusedWithAdvice(String text) {
        refused(text).withMessageContaining("empty").withMessageContaining("label:digest");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 65, 128})
    void anotherNumberOfDigitsIsRefusedByCount(int digits) {
        refused("a:" + A + ",b:" + "a".repeat(digits)).withMessage("entry 2: expected 64 hex digits, found " + digits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x", "+"})
    void aPrefixBeforeTheDigitsIsRefused(String prefix) {
        refused("a:" + prefix + A.substring(prefix.length()))
                .withMessageStartingWith("entry 1: expected 64 hex digits");
    }

    @Test
    void aBlankInsideTheDigitsIsRefused() {
        refused("a:" + A.substring(0, 32) + " " + A.substring(32)).withMessageStartingWith("entry 1: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a: %s", "a :%s", ":%s", "a b:%s", "b\u00e9:%s", "a/b:%s", "a:%s:b", "a:%s b:%s", "%s;b:%s"})
    void entriesThatAreNotExactlyLabelAndDigestAreRefused(String layout) {
        refused(String.format(layout, A, B)).withMessageStartingWith("entry 1");
    }

    @Test
    void aLabelHasAtMost64Characters() {
        refused("l".repeat(65) + ":" + A).withMessageContaining("1 to 64 characters");
    }

    @Test
    void theSameDigestUnderTwoLabelsIsRefusedNamingBoth() {
        refused("a:" + A + ",b:" + B + ",c:" + A).withMessageStartingWith("entry 3 (c): the same digest as entry 1");
    }

    @Test
    void anUpperCaseTwinIsTheSameDigest() {
        refused("a:" + A + ",b:" + A.toUpperCase(Locale.ROOT)).withMessageStartingWith("entry 2 (b): the same digest");
    }

    @Test
    void theSameLabelTwiceIsRefusedNamingBoth() {
        refused("a:" + A + ",b:" + B + ",a:" + C).withMessageStartingWith("entry 3 (a): the same label as entry 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oops", "c:%s0", "# c", "c:$argon2id$", "c : %s"})
    void ofTwoProblemsTheFirstIsTold(String bad) {
        String entry = String.format(bad, C);
        refused("a:" + A + "\na:" + B + "\n" + entry).withMessageStartingWith("entry 2 (a): the same label as entry 1");
        refused("a:" + A + "\n" + entry + "\na:" + B).withMessageStartingWith("entry 2");
        refused("a:" + A + "\na:" + B + "\n" + "x".repeat(5000)).withMessageStartingWith("entry 2 (a): the same label");
    }

    @Test
    void aLabelThatStandsThereTwiceIsToldBeforeItsDigest() {
        refused("a:" + A + ",a:" + Digests.hex("test")).withMessageStartingWith("entry 2 (a): the same label");
        refused("a:" + A + ",b:" + A + ",a:" + B).withMessageStartingWith("entry 3 (a): the same label as entry 1");
    }

    @Test
    void theFirstOfManyRepetitionsIsTold() {
        String ring = IntStream.rangeClosed(1, 20_000)
                .mapToObj(i -> "k" + i + ":" + Digests.hex("key " + i))
                .collect(Collectors.joining("\n"));
        String labels = IntStream.rangeClosed(101, 110)
                .mapToObj(i -> "k" + i + ":" + Digests.hex("other " + i))
                .collect(Collectors.joining("\n"));
        refused(ring + "\n" + labels).withMessageStartingWith("entry 20001 (k101): the same label as entry 101");
        refused(ring + "\n" + labels.replace("k1", "l1").replaceAll(":.*", ":" + Digests.hex("key 7")))
                .withMessageStartingWith("entry 20001 (l101): the same digest as entry 7;");
    }

    @Test
    void aCommentIsRefusedWithTheReason() {
        refused("a:" + A + "\n# old:" + B).withMessageContaining("entry 2: a ring has no comments");
    }

    @Test
    void aByteOrderMarkInTheMiddleIsRefused() {
        refused("a:" + A + "\n\uFEFFb:" + B).withMessageContaining("entry 2: a byte-order mark");
    }

    @Test
    void aNulIsRefused() {
        refused("a:" + A + "\0").withMessageContaining("entry 1: no UTF-8 text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16"})
    void sixteenBitTextIsRefused(String charset) {
        byte[] bytes = ("a:" + A).getBytes(java.nio.charset.Charset.forName(charset));
        refused(new String(bytes, StandardCharsets.ISO_8859_1)).withMessageContaining("UTF-16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "test", "Test", "TEST", "password", "admin", "changeme", "secret", "123456", "sk-test"})
    void theDigestOfAWordThatEverybodyTriesIsRefused(String word) {
        refused("a:" + A + ",testing:" + Digests.hex(word))
                .withMessageStartingWith("entry 2 (testing): the digest of a word");
    }

    @Test
    void oneBadEntryInAThousandRefusesAll() {
        String ring = IntStream.rangeClosed(1, 1000)
                .mapToObj(i -> "k" + i + ":" + (i == 777 ? "oops" : Digests.hex("key " + i)))
                .collect(Collectors.joining("\n"));
        refused(ring).withMessageStartingWith("entry 777: ");
    }

    @Test
    void aPlaintextKeyIsRefusedWithAdviceToHashIt() {
        refused("my-plain-key")
                .withMessageContaining("entry 1")
                .withMessageContaining("SHA-256 of a key, never the key");
    }

    @Test
    void aLabelThatIsAKeyIsRefused() {
        refused("gw_sk_0123456789abcdefABCDEF:" + A)
                .withMessage("entry 1: label: looks like a key; it names a key, and never holds one");
    }

    @Test
    void anOverlongEntryIsRefused() {
        refused("a:" + A + "," + "x".repeat(4097)).withMessageStartingWith("entry 2: longer than 4096 bytes");
    }

    @Test
    void anArgon2idHashNeedsALabelAndALineOfItsOwn() {
        refused(PHC).withMessageContaining("on a line of its own");
        refused("a:" + A + ",b:" + PHC)
                .withMessageContaining("entry 2: ")
                .withMessageContaining("on a line of its own");
    }

    @Test
    void nothingMayFollowAnArgon2idHashOnItsLine() {
        refused("a:" + PHC + ",b:" + B).withMessageStartingWith("entry 1: argon2id: ");
    }

    @Test
    void theSameArgon2idHashTwiceIsRefused() {
        refused("a:" + PHC + "\nb:" + PHC).withMessageContaining("entry 2 (b): the same digest as entry 1");
    }

    @Test
    void atMostEightArgon2idHashesAreTaken() {
        String ring = IntStream.rangeClosed(1, 9)
                .mapToObj(i -> "p" + i + ":" + PHC.replace("$dGFn", "$dGF" + i))
                .collect(Collectors.joining("\n"));
        refused(ring).withMessageContaining("entry 9: at most 8 Argon2id entries");
    }

    private static ThrowableAssertAlternative<IllegalArgumentException> refused(String text) {
        return assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.parse(text));
    }
}
