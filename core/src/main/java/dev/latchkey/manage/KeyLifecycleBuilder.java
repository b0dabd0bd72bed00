package dev.latchkey.manage;

import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.manage.ManagementException.Problem;
import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers a {@link KeyLifecycle}; see {@link KeyLifecycle#builder}. Not thread-safe. */
public final class KeyLifecycleBuilder {
    final KeyDirectory directory;
    final List<ManagementListener> listeners = new ArrayList<>();
    KeyFormat format = KeyFormat.standard();
    HashScheme scheme = HashScheme.sha256();
    TimeSource time = TimeSource.system();

    @Nullable Duration longestLife;

    boolean expiriesLieAhead;

    KeyLifecycleBuilder(KeyDirectory directory) {
        this.directory = directory;
    }

    /** The format in which keys are minted; {@link KeyFormat#standard()} by default. */
    public KeyLifecycleBuilder format(KeyFormat format) {
        this.format = format;
        return this;
    }

    /** How new keys are hashed; {@link HashScheme#sha256()} by default. */
    public KeyLifecycleBuilder scheme(HashScheme scheme) {
        this.scheme = scheme;
        return this;
    }

    /** The clock; {@link TimeSource#system()} by default. */
    public KeyLifecycleBuilder time(TimeSource time) {
        this.time = time;
        return this;
    }

    /** Somebody who is told of every change, beside the log {@code dev.latchkey.audit}. */
    public KeyLifecycleBuilder listener(ManagementListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Keys have an expiry, at most so far ahead, at their making and at every change of it. By default they need none.
     *
     * @throws IllegalArgumentException if that is not 1 day to 36,600 days
     */
    public KeyLifecycleBuilder longestLife(Duration life) {
        if (life.compareTo(Duration.ofDays(1)) < 0 || life.compareTo(Duration.ofDays(36_600)) > 0) {
            throw new IllegalArgumentException("longest life: expected 1 day to 36600 days");
        }
        this.longestLife = life;
        return this;
    }

    /**
     * An expiry that is set, at a key's making or at a change, has to lie in the future, or it is
     * {@link Problem#EXPIRY_PAST}. By default one in the past is kept, and the key expired.
     */
    public KeyLifecycleBuilder expiriesLieAhead() {
        this.expiriesLieAhead = true;
        return this;
    }

    /** The lifecycle. */
    public KeyLifecycle build() {
        return new KeyLifecycle(this);
    }
}
