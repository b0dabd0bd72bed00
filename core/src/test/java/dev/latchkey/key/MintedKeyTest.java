package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MintedKeyTest {

    @Test
    void isRevealedOnce() {
        MintedKey minted = KeyFormat.standard().mint();
        String key = minted.revealOnce();

        assertThatThrownBy(minted::revealOnce)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("shown once only")
                .hasMessageNotContaining(key);
    }

    @Test
    void isRevealedToOneOfManyThreads() throws Exception {
        MintedKey minted = KeyFormat.standard().mint();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        CountDownLatch start = new CountDownLatch(1);
        try {
            var answers = IntStream.range(0, 16)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return revealed(minted);
                    }))
                    .toList();
            start.countDown();

            int reveals = 0;
            for (Future<Boolean> answer : answers) {
                reveals += answer.get(10, TimeUnit.SECONDS) ? 1 : 0;
            }
            assertThat(reveals).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean revealed(MintedKey minted) {
        try {
            return !minted.revealOnce().isEmpty();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Test
    void isStoredAsTheHashOfItsText() {
        MintedKey minted = KeyFormat.standard().mint();
        KeyHash stored = minted.hash(HashScheme.sha256());

        assertThat(stored).isEqualTo(HashScheme.sha256().hash(ApiKey.parse(minted.revealOnce())));
    }

    @Test
    void printsItselfRedacted() {
        MintedKey minted = KeyFormat.standard().mint();
        String printed = minted.toString();
        String key = minted.revealOnce();

        assertThat(printed).isEqualTo(key.substring(0, 8) + "…(redacted)");
    }

    @Test
    void isNeitherARecordNorSerializable() {
        assertThat(Serializable.class.isAssignableFrom(MintedKey.class)).isFalse();
        assertThat(MintedKey.class.isRecord()).isFalse();
    }
}
