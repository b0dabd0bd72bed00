package dev.latchkey;

import dev.latchkey.quota.Money;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a request is about to do, as far as it is known: what {@link Authenticator#authorize} may have to know. Adapters
 * read it out of the body; a host that knows more says so itself. Immutable and thread-safe.
 */
public final class Call {
    private static final Call NONE = builder().build();

    private final long permits;
    private final @Nullable String model;
    private final @Nullable String provider;
    private final @Nullable String user;
    private final @Nullable String project;
    private final long inputCharacters;
    private final long maxOutputTokens;
    private final boolean streamed;
    private final @Nullable Money estimate;
    private final @Nullable Denial unreadable;

    private Call(Builder builder) {
        this.permits = builder.permits;
        this.model = builder.model;
        this.provider = builder.provider;
        this.user = builder.user;
        this.project = builder.project;
        this.inputCharacters = builder.inputCharacters;
        this.maxOutputTokens = builder.maxOutputTokens;
        this.streamed = builder.streamed;
        this.estimate = builder.estimate;
        this.unreadable = builder.unreadable;
    }

    /** A call that names nothing, takes one permit and costs nothing. */
    public static Call none() {
        return NONE;
    }

    /** A call whose body could not be read, though a rule needs to know what it says: it is refused for that. */
    public static Call unreadable(Denial why) {
        Builder builder = builder();
        builder.unreadable = Objects.requireNonNull(why);
        return builder.build();
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

    /** The user on whose behalf it says to be made. */
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    /** The project that it says to belong to. */
    public Optional<String> project() {
        return Optional.ofNullable(project);
    }

    /** How many characters of text it sends. */
    public OptionalLong inputCharacters() {
        return inputCharacters < 0 ? OptionalLong.empty() : OptionalLong.of(inputCharacters);
    }

    /** How many tokens its answer may have at most. */
    public OptionalLong maxOutputTokens() {
        return maxOutputTokens < 0 ? OptionalLong.empty() : OptionalLong.of(maxOutputTokens);
    }

    /** Whether its answer is to come in parts. */
    public boolean isStreamed() {
        return streamed;
    }

    /**
     * What it will probably cost, as the host says; held in every budget until it is settled. Empty where the
     * {@link CostEstimator} is to say.
     */
    public Optional<Money> estimate() {
        return Optional.ofNullable(estimate);
    }

    /** Why it could not be read; null if it could. */
    @Nullable Denial unreadable() {
        return unreadable;
    }

    @Nullable Money estimateOrNull() {
        return estimate;
    }

    @Nullable String modelOrNull() {
        return model;
    }

    /** Nothing of what a client sent is in it. */
    @Override
    public String toString() {
        return "Call[" + permits + " permits, estimate " + (estimate == null ? "none" : estimate) + "]";
    }

    /** Gathers a {@link Call}. Not thread-safe. */
    public static final class Builder {
        private long permits = 1;
        private @Nullable String model;
        private @Nullable String provider;
        private @Nullable String user;
        private @Nullable String project;
        private long inputCharacters = -1;
        private long maxOutputTokens = -1;
        private boolean streamed;
        private @Nullable Money estimate;
        private @Nullable Denial unreadable;

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

        /** The user on whose behalf it says to be made. */
        public Builder user(String user) {
            this.user = Objects.requireNonNull(user);
            return this;
        }

        /** The project that it says to belong to. */
        public Builder project(String project) {
            this.project = Objects.requireNonNull(project);
            return this;
        }

        /**
         * How many characters of text it sends.
         *
         * @throws IllegalArgumentException if negative
         */
        public Builder inputCharacters(long characters) {
            this.inputCharacters = notNegative("input characters", characters);
            return this;
        }

        /**
         * How many tokens its answer may have at most.
         *
         * @throws IllegalArgumentException if negative
         */
        public Builder maxOutputTokens(long tokens) {
            this.maxOutputTokens = notNegative("output tokens", tokens);
            return this;
        }

        /** Whether its answer is to come in parts; not by default. */
        public Builder streamed(boolean inParts) {
            this.streamed = inParts;
            return this;
        }

        /** What it will probably cost; by default the {@link CostEstimator} says, and nothing where there is none. */
        public Builder estimate(Money estimate) {
            this.estimate = Objects.requireNonNull(estimate);
            return this;
        }

        /** The call. */
        public Call build() {
            return new Call(this);
        }

        private static long notNegative(String what, long number) {
            if (number < 0) {
                throw new IllegalArgumentException(what + " " + number + ": expected 0 or more");
            }
            return number;
        }
    }
}
