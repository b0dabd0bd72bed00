package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

/** What a request that lasts keeps in memory of the ring that its key came from. */
class RingRowTest {
    private static final long[] DIGEST = {1, 2, 3, 4};

    @Test
    void aRowWhoseKeyWasAskedForKeepsNoRingThatWasReplaced() {
        DigestIndex entries = new DigestIndex(DIGEST, new int[] {LabelPool.EMPTY}, LabelPool.NONE, 1);
        WeakReference<DigestIndex> replaced = new WeakReference<>(entries);
        KeyRow row = entries.rowAt(0);
        KeyRecord record = row.record();
        entries = null;

        Eventually.await("the ring is gone", () -> {
            System.gc();
            return replaced.refersTo(null);
        });
        assertThat(row.record()).isSameAs(record);
        assertThat(row.secret().digest()).contains(new KeyHash(1, 2, 3, 4));
    }
}
