package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Labels are the same only where all their characters are. */
class DistinctLabelsTest {
    private static final long SEED = 12;

    private final TextProgress progress = new TextProgress(0);
    private final RingKeys keys = new RingKeys(progress);
    private final DistinctLabels labels = new DistinctLabels(keys, progress, SEED);

    private void add(String label) {
        byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
        labels.add(bytes, 0, bytes.length, keys.add(keys.labels().add(bytes, 0, bytes.length), 1));
    }

    private List<String> repeated() {
        List<String> repeated = new ArrayList<>();
        labels.forEachRepeated((key, first) -> repeated.add(key + " has the label of " + first));
        return repeated;
    }

    /** Two labels whose hashes cannot be told apart: of so many, some are sure to be. */
    private static List<String> alike() {
        Map<Long, String> known = new HashMap<>();
        for (int i = 0; ; i++) {
            String label = "a-customer-" + i;
            byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
            String other = known.put(DistinctLabels.hash(SEED, bytes, 0, bytes.length) >>> 33, label);
            if (other != null) {
                return List.of(other, label);
            }
        }
    }

    @Test
    void labelsThatAreAlikeInTheirHashesOnlyAreNotTheSame() {
        alike().forEach(this::add);
        assertThat(repeated()).isEmpty();
    }

    @Test
    void aLabelThatIsThereTwiceIsToldBesideOneThatIsAlike() {
        alike().forEach(this::add);
        add(alike().get(1));
        assertThat(repeated()).containsExactly("2 has the label of 1");
    }
}
