package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MintingTest {

    @Test
    void tenThousandKeysAreAllDifferent() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            keys.add(KeyFormat.standard().mint().revealOnce());
        }

        assertThat(keys).hasSize(10_000);
    }

    /** A remainder would make the first characters of base 62 a quarter more frequent: chi-squared in the hundreds. */
    @ParameterizedTest
    @EnumSource(Alphabet.class)
    void everyCharacterIsEquallyFrequent(Alphabet alphabet) {
        int drawn = 620_000;
        int[] seen = frequencies(alphabet, drawn, new Random(1));

        double expected = (double) drawn / alphabet.size();
        double chiSquared = IntStream.range(0, alphabet.size())
                .mapToObj(digit -> seen[alphabet.character(digit)])
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        // 110 lies beyond the 99.9 % quantile of 63 degrees of freedom.
        assertThat(chiSquared).isLessThan(110);
    }

    @Test
    void aSourceThatCountsUpGivesEveryCharacterOnceARound() {
        int[] next = {0};

        int[] seen = frequencies(Alphabet.BASE62, 6_200, bytesFrom(() -> next[0]++));

        assertThat(IntStream.range(0, 62).map(digit -> seen[Alphabet.BASE62.character(digit)]))
                .containsOnly(100);
    }

    private static int[] frequencies(Alphabet alphabet, int draws, RandomGenerator random) {
        byte[] body = new byte[draws];
        KeyBody.characters(alphabet, draws).draw(random, body, 0);
        int[] seen = new int[128];
        for (byte character : body) {
            seen[character]++;
        }
        return seen;
    }

    @Test
    void bytesAreWrittenExactlyAsBase64url() {
        byte[] bytes = new byte[32];
        new Random(7).nextBytes(bytes);

        String key = KeyFormat.freeAi().mint(new Random(7)).revealOnce();

        assertThat(key)
                .isEqualTo("fai_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    @Test
    void theLastCharacterOf32BytesCarriesFourBitsOnly() {
        Set<Character> last = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            String key = KeyFormat.freeAi().mint().revealOnce();
            last.add(key.charAt(key.length() - 1));
        }

        assertThat(last)
                .containsExactlyInAnyOrder(
                        'A', 'E', 'I', 'M', 'Q', 'U', 'Y', 'c', 'g', 'k', 'o', 's', 'w', '0', '4', '8');
    }

    private static RandomGenerator bytesFrom(IntSupplier source) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException("keys are drawn byte by byte");
            }

            @Override
            public void nextBytes(byte[] bytes) {
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) source.getAsInt();
                }
            }
        };
    }
}
