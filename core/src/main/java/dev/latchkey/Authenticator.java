package dev.latchkey;

import dev.latchkey.key.KeySource;
import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides who a request comes from. Immutable and thread-safe. */
public final class Authenticator {
    private final GatewayProfile profile;

    private Authenticator(Builder builder) {
        this.profile = builder.profile;
    }

    public static Builder builder(GatewayProfile profile) {
        return new Builder(profile);
    }

    public GatewayProfile profile() {
        return profile;
    }

    /** Who is it? Headers only; no I/O. May compute Argon2id when {@link #needsOffload}. */
    public Verdict authenticate(Request request) {
        return Denied.of(Reason.UNAVAILABLE);
    }

    /** Who is it, for a host that knows only the key's text. Null or empty is no credential. */
    public Verdict verify(@Nullable String token) {
        return Denied.of(Reason.UNAVAILABLE);
    }

    /** Is it the master key? For management routes; never subject to {@link Enforcement}. */
    public Verdict authenticateManagement(Request request) {
        return Denied.of(Reason.UNAVAILABLE);
    }

    /** True when {@link #authenticate} would compute Argon2id: leave the event loop first. */
    public boolean needsOffload(Request request) {
        return request.target().isEmpty();
    }

    /** The refusal in the profile's words. */
    public Refusal render(Denial denial, Request request) {
        return new Refusal(503, java.util.List.of(), new byte[0]);
    }

    /** The ordered checks and their outcomes, for an operator. */
    public Explanation explain(Request request) {
        return new Explanation(java.util.List.of(), authenticate(request));
    }

    public static final class Builder {
        private final GatewayProfile profile;

        private Builder(GatewayProfile profile) {
            this.profile = profile;
        }

        /** Where keys come from; may be called more than once, the sources are asked in order. */
        public Builder keys(KeySource source) {
            return this;
        }

        /** The master key, plain or {@code $argon2id$…}; null or blank is not configured. */
        public Builder masterKey(@Nullable String masterKey) {
            return this;
        }

        /** Hash secrets, comma-separated, newest first. */
        public Builder hashSecrets(@Nullable String commaSeparated) {
            return this;
        }

        /** Replaces the profile's open routes. */
        public Builder openRoutes(Route... routes) {
            return this;
        }

        /** Routes with rules of their own. */
        public Builder routes(Route... routes) {
            return this;
        }

        /** Everything is mounted below this path, e.g. {@code /gateway}; targets outside are protected. Default "". */
        public Builder basePath(String path) {
            return this;
        }

        public Builder enforcement(Enforcement enforcement) {
            return this;
        }

        public Builder enforcement(Supplier<Enforcement> enforcement) {
            return this;
        }

        /** Adds X-Latchkey-Key-Id, -Label, -User for the upstream. */
        public Builder identityHeaders() {
            return this;
        }

        public Builder requireChecksum() {
            return this;
        }

        public Builder maxTableAge(Duration age) {
            return this;
        }

        public Builder time(TimeSource time) {
            return this;
        }

        public Authenticator build() {
            return new Authenticator(this);
        }
    }
}
