package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rings whose digests do not lie as evenly as hashes do, and of which nobody knows how large they are. */
@Timeout(60)
class RingDigestsTest {
    private static final int MANY = 12_000;

    @Test
    void evenDigestsOfAStreamOfUnknownSizeAreFound() throws IOException {
        isServed(digests(MANY, random -> random));
    }

    @Test
    void digestsThatBeginAlikeAreFound() throws IOException {
        isServed(digests(MANY, random -> random >>> 32));
    }

    @Test
    void digestsThatAllLieAtTheEndAreFound() throws IOException {
        isServed(digests(MANY, random -> random | 0xFFFF_FFFF_0000_0000L));
    }

    @Test
    void aCrowdAtTheEndGoesRoundToTheBeginning() throws IOException {
        List<KeyHash> digests = digests(MANY, random -> random);
        digests.addAll(digests(1000, random -> random | 0xFFFF_FFFF_0000_0000L));
        isServed(digests);
    }

    @Test
    void aDigestThatIsThereTwiceInACrowdIsTold() {
        List<KeyHash> digests = digests(MANY, random -> random);
        digests.addAll(digests(1000, random -> random | 0xFFFF_FFFF_0000_0000L));
        digests.add(digests.get(MANY + 998));
        digests.add(digests.get(3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RingContent.of(ofUnknownSize(text(digests)), RingReading.STRICT))
                .withMessageStartingWith("entry 13001: the same digest as entry 12999;");
    }

    private static void isServed(List<KeyHash> digests) throws IOException {
        RingContent content = RingContent.of(ofUnknownSize(text(digests)), RingReading.STRICT);
        assertThat(content.table().size()).isEqualTo(digests.size());
        assertThat(content.records().stream()
                        .map(record -> record.secrets().get(0).digest()))
                .allMatch(digest ->
                        digest.isPresent() && content.table().find(digest.get()).isPresent())
                .map(digest -> digest.orElseThrow())
                .isEqualTo(digests);
        assertThat(content.table().find(new KeyHash(1, 2, 3, 4))).isEmpty();
    }

    private static List<KeyHash> digests(int count, LongUnaryOperator first) {
        SplittableRandom random = new SplittableRandom(count);
        List<KeyHash> digests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            digests.add(new KeyHash(first.applyAsLong(random.nextLong()), random.nextLong(), random.nextLong(), i));
        }
        return digests;
    }

    private static String text(List<KeyHash> digests) {
        StringBuilder text = new StringBuilder();
        digests.forEach(digest -> text.append(digest.toHex()).append('\n'));
        return text.toString();
    }

    private static InputStream ofUnknownSize(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)) {
            @Override
            public synchronized int available() {
                return 0;
            }
        };
    }
}
