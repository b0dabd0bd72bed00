package dev.latchkey.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DurationsTest {
    private final Durations durations = new Durations();

    @Test
    void percentilesOfAThousandAreWithinOnePartInThirtyTwo() {
        for (int i = 1; i <= 1_000; i++) {
            durations.add(i * 1_000L);
        }

        assertThat(durations.percentile(0.5)).isCloseTo(500_000, Percentage.withPercentage(3.2));
        assertThat(durations.percentile(0.99)).isCloseTo(990_000, Percentage.withPercentage(3.2));
        assertThat(durations.percentile(1)).isEqualTo(1_000_000);
    }

    @Test
    void theLongestIsKeptExactly() {
        durations.add(5);
        durations.add(123_456_789);

        assertThat(durations.longest()).isEqualTo(123_456_789);
        assertThat(durations.percentile(0.5)).isCloseTo(5, within(0L));
    }

    @Test
    void twoOfThemAddUp() {
        Durations other = new Durations();
        other.add(70_000);
        durations.add(10);

        durations.addAll(other);

        assertThat(durations.count()).isEqualTo(2);
        assertThat(durations.longest()).isEqualTo(70_000);
    }
}
