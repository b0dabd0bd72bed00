package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrialMemoryTest {
    private final TrialMemory memory = new TrialMemory(List.of(), () -> 0);

    @Test
    void aFloodOfFailuresIsBounded() {
        LongStream.range(0, 50_000).forEach(i -> memory.remember(key(i), Trial.NO_MATCH));

        assertThat(LongStream.range(0, 50_000).filter(i -> isRemembered(key(i))).count())
                .isBetween(1L, (long) TrialMemory.MAX_FAILURES);
    }

    @Test
    void aFloodOfFailuresDisplacesNoSuccess() {
        KeyHash good = key(-1);
        memory.remember(good, Trial.matched(3));
        LongStream.range(0, 50_000).forEach(i -> memory.remember(key(i), Trial.NO_MATCH));

        assertThat(memory.recall(good)).isEqualTo(Trial.matched(3));
    }

    @Test
    void theSuccessesOfEightHashesFit() {
        LongStream.range(0, 8).forEach(i -> memory.remember(key(i), Trial.matched((int) i)));

        assertThat(LongStream.range(0, 8).allMatch(i -> isRemembered(key(i)))).isTrue();
    }

    private boolean isRemembered(KeyHash key) {
        return !memory.recall(key).equals(Trial.UNTRIED);
    }

    private static KeyHash key(long i) {
        return new KeyHash(i * 0x9e3779b97f4a7c15L, i, i, i);
    }
}
