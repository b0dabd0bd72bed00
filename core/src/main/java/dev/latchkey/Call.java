package dev.latchkey;

import dev.latchkey.quota.Money;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request is about to do, as far as the host knows: what {@link Authenticator#authorize} may have to know. Immutable
 * and thread-safe. */
public final class Call {
    private static final Call NONE = builder().build();

    private final long permits;
    private final @Nullable String model;
    private final @Nullable String provider;
    private final Money estimate;

    private Call(Builder builder) {
        this.permits = builder.permits;
        this.model = builder.model;
        this.provider = builder.provider;
        this.estimate = builder.estimate;
    }

    /** A call that names nothing, takes one permit and costs nothing. */
    public static Call none() {
        return NONE;
    }

    /** Starts from {@link #none()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many permits of each rate limit it takes. */
    public long permits() {
        return permits;
    }

    /** The model that it asks for: a bare name, {@code provider/model} or {@code provider:model}. */
    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    /** The provider that it asks for, beside what the model's name may say. */
    public Optional<String> provider() {
        return Optional.ofNullable(provider);
    }

    /** What it will probably cost; held in every budget until it is settled. */
    public Money estimate() {
        return estimate;
    }

    @Override
    public String toString() {
        return "Call[" + permits + " permits, estimate " + estimate + "]";
    }

    /** Gathers a {@link Call}. Not thread-safe. */
    public static final class Builder {
        private long permits = 1;
        private @Nullable String model;
        private @Nullable String provider;
        private Money estimate = Money.ZERO;

        private Builder() {}

        /**
         * How many permits of each rate limit it takes; 1 by default.
         *
         * @throws IllegalArgumentException if less than 1
         */
        public Builder permits(long permits) {
            if (permits < 1) {
                throw new IllegalArgumentException("permits " + permits + ": a call takes at least 1");
            }
            this.permits = permits;
            return this;
        }

        /** The model that it asks for. */
        public Builder model(String model) {
            this.model = Objects.requireNonNull(model);
            return this;
        }

        /** The provider that it asks for. */
        public Builder provider(String provider) {
            this.provider = Objects.requireNonNull(provider);
            return this;
        }

        /** What it will probably cost; nothing by default. */
        public Builder estimate(Money estimate) {
            this.estimate = Objects.requireNonNull(estimate);
            return this;
        }

        /** The call. */
        public Call build() {
            return new Call(this);
        }
    }
}
