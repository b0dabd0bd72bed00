package dev.latchkey.manage.http;

import dev.latchkey.Authenticator;
import dev.latchkey.Denial;
import dev.latchkey.Denied;
import dev.latchkey.Enforcement;
import dev.latchkey.Granted;
import dev.latchkey.Reason;
import dev.latchkey.Request;
import dev.latchkey.Verdict;
import dev.latchkey.key.KeySource;
import dev.latchkey.manage.KeyDirectory;
import dev.latchkey.manage.KeyLifecycleBuilder;
import dev.latchkey.manage.ManagementException;
import dev.latchkey.manage.ManagementListener;
import dev.latchkey.manage.RepositoryException;
import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Manages keys, users and budgets over HTTP, for whoever holds the master key: the routes {@code /v1/keys},
 * {@code /v1/users}, {@code /v1/budgets} and {@code /v1/management}, described at {@code /v1/management/openapi.json}.
 * Without a master key every route answers 503 before a header is read. Refusals speak as the authenticator's profile does;
 * no answer may be stored. Thread-safe.
 *
 * <pre>{@code
 * ManagementApi api = ManagementApi.builder(gate, keys).build();
 * if (api.owns(request)) {
 *     ManagementAnswer answer = api.answer(request, body);
 * }
 * }</pre>
 *
 * <p>An adapter first asks {@link #refusal}, so that a stranger's body is not read, then reads at most one byte more than
 * {@link #LONGEST_BODY} and hands that over.
 */
public final class ManagementApi {
    /** The longest body that is read, in bytes: 1 MiB. */
    public static final int LONGEST_BODY = 1 << 20;

    private static final Logger log = LoggerFactory.getLogger(ManagementApi.class);

    private final Authenticator gate;
    private final String basePath;
    private final Operations operations;
    private final AnswerWriter writer;

    private ManagementApi(Builder builder) {
        this.gate = builder.gate;
        this.basePath = builder.basePath;
        this.operations = new Operations(Mounted.by(builder));
        this.writer = new AnswerWriter(gate);
    }

    /**
     * An API for this directory's repository.
     *
     * @param gate knows the master key, and speaks to clients
     * @param directory one of the {@linkplain Authenticator.Builder#keys sources} and the
     *     {@linkplain Authenticator.Builder#users users} of that authenticator
     */
    public static Builder builder(Authenticator gate, KeyDirectory directory) {
        return new Builder(gate, directory);
    }

    /**
     * Whether the request is for this API; every other one is the host's. A path that is not in its plain form is not, so
     * that nobody reaches a host's route by a path that begins as ours do.
     */
    public boolean owns(Request request) {
        return segments(request).map(operations::own).orElse(false);
    }

    /**
     * The answer to a request that does not come from whoever holds the master key; empty where it does, and may go on to
     * {@link #answer}. Quick, save where {@link #needsOffload} says otherwise. Never throws.
     */
    public Optional<ManagementAnswer> refusal(Request request) {
        return gate.authenticateManagement(request) instanceof Denied denied
                ? Optional.of(denied(denied.denial(), request))
                : Optional.empty();
    }

    /** Whether {@link #refusal} would compute for a tenth of a second; see {@link Authenticator#managementNeedsOffload}. */
    public boolean needsOffload(Request request) {
        return gate.managementNeedsOffload(request);
    }

    /** The answer of an adapter that cannot carry out any more requests at present: 503. */
    public ManagementAnswer saturated(Request request) {
        return denied(Denial.of(Reason.SATURATED), request);
    }

    /**
     * The beginnings of the paths of its routes, such as {@code /v1/keys}, for a server that has to be told; they and what
     * lies below them.
     */
    public List<String> roots() {
        return operations.roots().stream().map(root -> basePath + root).toList();
    }

    private Optional<List<String>> segments(Request request) {
        String path = request.path();
        return path.startsWith(basePath) ? ManagedPath.segments(path.substring(basePath.length())) : Optional.empty();
    }

    /**
     * Carries a request out, whoever sent it being asked for the master key again. May block, as the repository does. Never
     * throws: a repository that cannot be reached, and whatever else fails underneath, is 503.
     *
     * @param body all of the body, or of a longer one the first {@link #LONGEST_BODY} bytes and at least one more
     */
    public ManagementAnswer answer(Request request, byte[] body) {
        Verdict verdict = gate.authenticateManagement(request);
        if (!(verdict instanceof Granted who)) {
            return denied(verdict instanceof Denied denied ? denied.denial() : unavailable(), request);
        }
        try {
            return writer.write(carriedOut(request, who, body), who.answerHeaders());
        } catch (Refused refused) {
            return writer.write(refused, request);
        } catch (ManagementException impossible) {
            return writer.write(
                    Impossible.told(impossible, !request.headers("If-Match").isEmpty()), request);
        } catch (RepositoryException e) {
            log.warn("Keys cannot be managed: {}", e.getMessage());
            return denied(unavailable(), request);
        } catch (Throwable e) {
            log.warn("A management request failed with {}", e.getClass().getName());
            return denied(unavailable(), request);
        }
    }

    private Reply carriedOut(Request request, Granted who, byte[] body) {
        List<String> segments = segments(request).orElse(List.of());
        Operation operation = operations.find(request.method(), segments);
        if (body.length > LONGEST_BODY) {
            throw Refused.of(413, "body_too_large", "The request body is longer than " + LONGEST_BODY + " bytes");
        }
        return operation
                .handler()
                .apply(new ManagementCall(request, who.principal().id(), operation.ids(segments), body));
    }

    private ManagementAnswer denied(Denial denial, Request request) {
        return ManagementAnswer.of(gate.render(denial, request));
    }

    private static Denial unavailable() {
        return Denial.of(Reason.UNAVAILABLE);
    }

    @Override
    public String toString() {
        return "ManagementApi[" + gate.profile().name() + "]";
    }

    /** Gathers a {@link ManagementApi}. Not thread-safe. */
    public static final class Builder {
        final Authenticator gate;
        final KeyDirectory directory;
        final List<KeySource> readOnly = new ArrayList<>();
        final List<ManagementListener> listeners = new ArrayList<>();

        @Nullable AtomicReference<Enforcement> enforcement;

        @Nullable Duration longestLife;

        private String basePath = "";
        TimeSource time = TimeSource.system();

        private Builder(Authenticator gate, KeyDirectory directory) {
            this.gate = Objects.requireNonNull(gate);
            this.directory = Objects.requireNonNull(directory);
        }

        /** Keys that are listed too, and cannot be changed here: those of a ring, say. May be called more than once. */
        public Builder readOnly(KeySource source) {
            readOnly.add(Objects.requireNonNull(source));
            return this;
        }

        /** Somebody who is told of every change, beside the log {@code dev.latchkey.audit}. */
        public Builder listener(ManagementListener listener) {
            listeners.add(Objects.requireNonNull(listener));
            return this;
        }

        /**
         * What {@link Authenticator.Builder#enforcement(java.util.function.Supplier)} asks, so that
         * {@code /v1/management/enforcement} shows and sets it. Without it there is no such route.
         */
        public Builder enforcement(AtomicReference<Enforcement> enforcement) {
            this.enforcement = Objects.requireNonNull(enforcement);
            return this;
        }

        /** Keys have an expiry, at most so far ahead; see {@link KeyLifecycleBuilder#longestLife}. */
        public Builder longestLife(Duration life) {
            this.longestLife = Objects.requireNonNull(life);
            return this;
        }

        /**
         * What stands in front of every route's path, such as {@code /gateway}; as {@link Authenticator.Builder#basePath} has
         * it, which has checked it.
         */
        public Builder basePath(String path) {
            this.basePath = Objects.requireNonNull(path);
            return this;
        }

        /** The clock; {@link TimeSource#system()} by default. */
        public Builder time(TimeSource time) {
            this.time = Objects.requireNonNull(time);
            return this;
        }

        /**
         * The API. Keys are minted in the profile's format and hashed as the authenticator will look them up.
         *
         * @throws IllegalArgumentException if the longest life is less than a day
         */
        public ManagementApi build() {
            return new ManagementApi(this);
        }
    }
}
