package dev.latchkey.key;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One secret of one key in a {@link KeyTable}, and what the front door remembers about it between requests. Thread-safe.
 */
public abstract sealed class KeyRow permits StoredRow, RingRow {
    private final @Nullable Consumer<KeyRow> onUse;
    private volatile @Nullable Object attachment;
    private boolean told;

    KeyRow(@Nullable Consumer<KeyRow> onUse) {
        this.onUse = onUse;
    }

    /** The key. */
    public abstract KeyRecord record();

    /** The secret that this row is found by. */
    public abstract KeySecret secret();

    /** This row, for a slot of another index. */
    abstract KeyRow movedTo(DigestIndex index, int slot);

    boolean hasDigest() {
        return secret().digest().isPresent();
    }

    KeyHash digest() {
        return secret().digest().orElseThrow();
    }

    boolean isOfLiveKey() {
        return record().status() != KeyStatus.DELETED;
    }

    /** Whether the key is active and has no dates, so that no clock need be read. */
    boolean isAlwaysGood() {
        return record().status() == KeyStatus.ACTIVE
                && record().notBeforeNanos() == Long.MIN_VALUE
                && record().expiresAtNanos() == Long.MAX_VALUE
                && secret().expiresAtNanos() == Long.MAX_VALUE;
    }

    /** A request was let in by this secret. */
    public void use() {
        if (onUse != null && !told) {
            // A race tells twice, which harms nobody.
            told = true;
            onUse.accept(this);
        }
    }

    /** The next {@linkplain #use use} is told again. */
    public void forgetUse() {
        told = false;
    }

    /** What was {@linkplain #attach attached} last; null if nothing was. */
    public @Nullable Object attachment() {
        return attachment;
    }

    /** Keeps something derived from the key for as long as this table lives; the last one wins. */
    public void attach(Object derived) {
        this.attachment = Objects.requireNonNull(derived);
    }

    /** As {@link #attach(Object)}, unless something else than {@code before} is attached by now. */
    public synchronized boolean attach(@Nullable Object before, Object derived) {
        boolean first = attachment == before;
        if (first) {
            attach(derived);
        }
        return first;
    }

    @Override
    public String toString() {
        return "KeyRow[" + record().id() + "]";
    }
}
