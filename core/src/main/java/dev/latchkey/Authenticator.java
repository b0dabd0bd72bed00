package dev.latchkey;

import dev.latchkey.access.ModelCatalog;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySource;
import dev.latchkey.manage.UserDirectory;
import dev.latchkey.quota.QuotaLedger;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.TimeSource;
import dev.latchkey.quota.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The front door: a request comes in, a {@link Verdict} comes out. Looks at headers only, does no I/O, and never throws
 * at what a client sent. Immutable and thread-safe; made once and shared.
 *
 * <pre>{@code
 * Authenticator gate = Authenticator.builder(Profiles.standard())
 *         .keys(KeyRing.parse(System.getenv("GATEWAY_API_KEY_HASHES")))
 *         .build();
 * }</pre>
 */
public final class Authenticator {
    private static final Denied UNAVAILABLE = Denied.of(Reason.UNAVAILABLE);

    private final GatewayProfile profile;
    private final Decider decider;
    private final Authorizer authorizer;
    private final MasterGate masterGate;
    private final Optional<GuessLimit> guessLimit;
    private final EnforcementSwitch enforcement;
    private final RefusalRenderer renderer;
    private final RefusalTally refused;
    private final RefusalTally observed;
    private final FailureLog failures;
    private final UpstreamHeaders openUpstream;
    private final List<Header> protectedAnswers;
    private final HashScheme mintingScheme;
    private final Open openRoute;
    private final Open switchedOff;

    Authenticator(Assembly assembly) {
        this.profile = assembly.profile();
        this.decider = assembly.decider();
        this.authorizer = assembly.authorizer();
        this.masterGate = assembly.masterGate();
        this.guessLimit = assembly.guessLimit();
        this.enforcement = assembly.enforcement();
        this.renderer = new RefusalRenderer(profile, assembly.time());
        this.failures = new FailureLog(assembly.time());
        this.refused = new RefusalTally("Refused", failures, assembly.aMinuteLater());
        this.observed = new RefusalTally("Would have refused", failures, assembly.aMinuteLater());
        this.openUpstream = new UpstreamHeaders(assembly.gatewayOnlyHeaders(), List.of());
        this.protectedAnswers = assembly.protectedAnswers();
        this.mintingScheme = assembly.mintingScheme();
        this.openRoute = new Open(Open.Why.ROUTE, null, openUpstream, profile.everyAnswer());
        this.switchedOff = new Open(Open.Why.OFF, null, openUpstream, protectedAnswers);
    }

    /** An authenticator that speaks as this profile does; the host adds its keys. */
    public static Builder builder(GatewayProfile profile) {
        return new Builder(profile);
    }

    /** The profile it speaks as. */
    public GatewayProfile profile() {
        return profile;
    }

    /** How new keys are to be hashed: under the newest of the hash secrets, or as plain SHA-256 where there is none. */
    public HashScheme mintingScheme() {
        return mintingScheme;
    }

    /**
     * Who is it? Takes about as long as a hash, except when {@link #needsOffload(Request)} says otherwise. Never throws:
     * whatever fails underneath, a key source above all, is {@link Reason#UNAVAILABLE}. That holds for an {@link Error} as
     * well, {@link OutOfMemoryError} included, because it would leave a request without an answer; its kind is logged.
     */
    public Verdict authenticate(Request request) {
        return counted(afterGuesses(decided(request, Trying.COMPUTE), request));
    }

    /**
     * The verdict on a request that {@linkplain #needsOffload(Request) needs to be offloaded} where too many wait for
     * that already: what only a computation could tell is {@link Reason#SATURATED}, everything else is as
     * {@link #authenticate} says it. Computes no Argon2id hash and never throws.
     */
    public Verdict saturated(Request request) {
        return counted(afterGuesses(decided(request, Trying.REFUSE), request));
    }

    /**
     * Who is it, for a host that has only the key's text: {@link Granted} or {@link Denied}, whatever the enforcement.
     * Null and empty text are no credential. Never throws, as {@link #authenticate} does not; computes an Argon2id hash
     * where {@link #needsOffload(String)} says so.
     */
    public Verdict verify(@Nullable String token) {
        try {
            return counted(decider.decide(token, Trying.COMPUTE));
        } catch (Throwable e) {
            return counted(failed(e));
        }
    }

    /**
     * May they, how often, for how much? Asks the route's scopes and the key's own rules, and takes what the call needs
     * of its rate limits and budgets in one step, all or nothing: a refused call takes nothing. The answer's
     * {@linkplain Admitted#reservation() reservation} is to be settled or released. Never throws; never blocks with the
     * ledger in memory. While {@link Enforcement#ON} is not in force, it counts what it would refuse, takes nothing and
     * admits.
     *
     * @param who the verdict of {@link #authenticate} on this request, or the one {@linkplain Open#observed observed}
     */
    public Admission authorize(Granted who, Request request, Call call) {
        boolean enforced = enforcement.current() == Enforcement.ON;
        Admission admission = admission(who, request, call, enforced);
        if (admission instanceof Denied denied) {
            count(enforced ? refused : observed, denied);
        }
        return enforced ? admission : Admitted.FREELY;
    }

    /**
     * What {@link #authorize} will have to know of the request's body, to be asked before it: usually
     * {@linkplain BodyNeed#isNone() nothing}. A call that will be refused whatever stands in its body needs none of it
     * either. Takes nothing and never throws; never blocks with the ledger in memory.
     *
     * @param who as {@link #authorize} takes it
     */
    public BodyNeed bodyNeed(Granted who, Request request) {
        try {
            return authorizer.bodyNeed(who, request, enforcement.current() != Enforcement.ON);
        } catch (Throwable e) {
            failures.tell("Looking for what a body has to say", e);
            return BodyNeed.none();
        }
    }

    /**
     * Whether {@link #authorize} may wait for something slower than memory, as with a ledger in a database, and so may the
     * settling of its reservations: leave the event loop first.
     */
    public boolean authorizeMayBlock() {
        return authorizer.mayBlock();
    }

    /**
     * Whether this key may name that model, for a list of those that it can use: what {@link #authorize} would say about the
     * model, address rules, limits and money aside. True for the master key. Takes nothing and never throws.
     */
    public boolean permitsModel(Granted who, String model) {
        try {
            return authorizer.permitsModel(who, model);
        } catch (Throwable e) {
            failures.tell("Looking for a key's models", e);
            return false;
        }
    }

    private Admission admission(Granted who, Request request, Call call, boolean takes) {
        try {
            return takes ? authorizer.admit(who, request, call) : authorizer.probe(who, request, call);
        } catch (Throwable e) {
            return failed(e);
        }
    }

    /** Where the limits and budgets of this key stand, for an answer to its owner or an operator. Takes nothing. */
    public Usage usage(Granted who) {
        return authorizer.usage(who);
    }

    /**
     * Where the limits and budgets of the key of this record and its user stand; for an operator. Takes nothing. Blocks
     * where {@link #authorizeMayBlock} says so.
     */
    public Usage usage(KeyRecord key) {
        return authorizer.usage(key);
    }

    /** Where the limits and budgets of this user stand, whichever key they use; for an operator. Takes nothing. */
    public Usage usage(String user) {
        return authorizer.usage(user);
    }

    /**
     * Is it the master key? For management routes: no open route, no enforcement and no other key plays a part. Without
     * a master key the answer is {@link Reason#MASTER_KEY_NOT_CONFIGURED} before a header is read. Never throws.
     */
    public Verdict authenticateManagement(Request request) {
        try {
            return counted(masterGate.decide(request, Trying.COMPUTE));
        } catch (Throwable e) {
            return counted(failed(e));
        }
    }

    /**
     * Whether {@link #authenticate} would compute an Argon2id hash, a tenth of a second of work: leave the event loop
     * first. False at once where no such secret is configured. Never throws.
     */
    public boolean needsOffload(Request request) {
        try {
            return decider.tries()
                    && !decider.isOpen(request)
                    && enforcement.current() != Enforcement.OFF
                    && decider.decide(request, Trying.RECALL_ONLY) == Trying.NEEDED;
        } catch (Throwable e) {
            return false;
        }
    }

    /** As {@link #needsOffload(Request)}, before {@link #verify}. */
    public boolean needsOffload(@Nullable String token) {
        try {
            return decider.tries() && decider.decide(token, Trying.RECALL_ONLY) == Trying.NEEDED;
        } catch (Throwable e) {
            return false;
        }
    }

    /** As {@link #needsOffload(Request)}, before {@link #authenticateManagement}. */
    public boolean managementNeedsOffload(Request request) {
        try {
            return masterGate.tries() && masterGate.decide(request, Trying.RECALL_ONLY) == Trying.NEEDED;
        } catch (Throwable e) {
            return false;
        }
    }

    /**
     * The refusal in the profile's words. Never throws: where a host's {@link Envelope} fails, the words are those of
     * {@link Reason#UNAVAILABLE}, which were found when this was built.
     *
     * @param request the request that is refused; a profile may say different things on different routes
     */
    public Refusal render(Denial denial, Request request) {
        try {
            return renderer.render(denial);
        } catch (Throwable e) {
            failures.tell("Wording a refusal", e);
            return renderer.unavailable();
        }
    }

    /**
     * A refusal in these words, as they stand, in the profile's envelope and with the headers of its refusals: for what a
     * host refuses by itself, such as a request to manage keys. Never throws, as {@link #render(Denial, Request)} does not.
     */
    public Refusal render(RefusalWords words, Request request) {
        try {
            return renderer.render(words);
        } catch (Throwable e) {
            failures.tell("Wording a refusal", e);
            return renderer.unavailable();
        }
    }

    /**
     * The checks in order and what became of each, for an operator; never for a client. Counts nothing. Computes Argon2id
     * where {@link #authenticate} would.
     */
    public Explanation explain(Request request) {
        return explain(request, Call.none());
    }

    /** As {@link #explain(Request)}, for a request that makes this call. */
    public Explanation explain(Request request, Call call) {
        Verdict verdict = decided(request, Trying.COMPUTE);
        return Explanation.of(profile.checks(), verdict, probed(verdict, request, call));
    }

    /** The identity's verdict, or what a call with it would be refused for. */
    private Verdict probed(Verdict verdict, Request request, Call call) {
        Verdict decided = verdict instanceof Open open ? open.observed().orElse(verdict) : verdict;
        return decided instanceof Granted who && admission(who, request, call, false) instanceof Denied denied
                ? denied
                : decided;
    }

    /** A failure to count guesses changes no verdict. */
    private Verdict afterGuesses(Verdict verdict, Request request) {
        if (guessLimit.isEmpty()) {
            return verdict;
        }
        try {
            return guessLimit.get().after(verdict, request);
        } catch (Throwable e) {
            failures.tell("Counting a guess", e);
            return verdict;
        }
    }

    private Verdict decided(Request request, Trying trying) {
        try {
            if (decider.isOpen(request)) {
                return openRoute;
            }
            return switch (enforcement.current()) {
                case ON -> decider.decide(request, trying);
                case OFF -> switchedOff;
                case OBSERVE -> new Open(Open.Why.OBSERVED, judged(request, trying), openUpstream, protectedAnswers);
            };
        } catch (Throwable e) {
            return failed(e);
        }
    }

    /** What {@link Enforcement#ON} would say; a failure here must not keep an observed request out. */
    private Verdict judged(Request request, Trying trying) {
        try {
            return decider.decide(request, trying);
        } catch (Throwable e) {
            return failed(e);
        }
    }

    private Denied failed(Throwable e) {
        failures.tell("Deciding", e);
        return UNAVAILABLE;
    }

    private Verdict counted(Verdict verdict) {
        if (verdict instanceof Granted granted) {
            granted.use();
        } else if (verdict instanceof Denied denied) {
            count(refused, denied);
        } else if (verdict instanceof Open open && open.observed().orElse(null) instanceof Denied denied) {
            count(observed, denied);
        }
        return verdict;
    }

    /** A timer or a log that fails changes no verdict. */
    private void count(RefusalTally tally, Denied denied) {
        try {
            tally.add(denied);
        } catch (Throwable e) {
            failures.tell("Counting a refusal", e);
        }
    }

    /** How many requests were refused so far, by reason. */
    public Map<Reason, Long> refusals() {
        return refused.counts();
    }

    /** How many requests would have been refused while {@link Enforcement#OBSERVE observing}, by reason. */
    public Map<Reason, Long> observedRefusals() {
        return observed.counts();
    }

    @Override
    public String toString() {
        return "Authenticator[" + profile.name() + "]";
    }

    /**
     * Gathers an {@link Authenticator}. Setting a property twice throws; {@link #keys} adds. Not thread-safe.
     *
     * <p>Every method but {@link #build} may be left out, save {@link #keys} in profiles that refuse to start without.
     */
    public static final class Builder {
        final GatewayProfile profile;
        final List<KeySource> keys = new ArrayList<>();
        final Settings settings = new Settings();

        private Builder(GatewayProfile profile) {
            this.profile = Objects.requireNonNull(profile);
        }

        /** The profile that the authenticator will speak as. */
        public GatewayProfile profile() {
            return profile;
        }

        /** Where keys come from. May be called more than once; where two sources know a digest, the first one decides. */
        public Builder keys(KeySource source) {
            keys.add(Objects.requireNonNull(source));
            return this;
        }

        /**
         * The root credential, plain or as {@code $argon2id$…}; at least 32 random characters are recommended. Null or
         * blank is not configured, so that an unset environment variable closes management and opens nothing.
         *
         * @throws IllegalArgumentException if the text can be neither a key nor an Argon2id hash
         */
        public Builder masterKey(@Nullable String masterKey) {
            settings.set("masterKey", MasterKey.parse(masterKey));
            return this;
        }

        /**
         * The secrets under which stored digests were made with HMAC-SHA-256, newest first; at most four.
         *
         * @see HashScheme#hmacSha256(String, byte[])
         */
        public Builder hashSecrets(HashScheme... newestFirst) {
            settings.set("hashSecrets", List.of(newestFirst));
            return this;
        }

        /** The routes that are open, in place of the profile's; none at all if none is named. */
        public Builder openRoutes(Route... routes) {
            settings.set("openRoutes", List.of(routes));
            return this;
        }

        /** Routes with rules of their own; the first that a request falls under decides. */
        public Builder routes(Route... routes) {
            settings.set("routes", List.of(routes));
            return this;
        }

        /**
         * What stands in front of every route's path where the host is mounted below another, such as {@code /gateway};
         * empty by default. Servlet containers take their context path off by themselves.
         */
        public Builder basePath(String path) {
            settings.set("basePath", Objects.requireNonNull(path));
            return this;
        }

        /** Whether refusals are enforced; {@link Enforcement#ON} by default. Anything else is logged. */
        public Builder enforcement(Enforcement enforcement) {
            Objects.requireNonNull(enforcement);
            return enforcement(() -> enforcement);
        }

        /**
         * Whether refusals are enforced, asked for every request so that it may change while running. A supplier that
         * throws or answers null enforces.
         */
        public Builder enforcement(Supplier<Enforcement> enforcement) {
            settings.set("enforcement", new EnforcementSwitch(Objects.requireNonNull(enforcement)));
            return this;
        }

        /**
         * Tells the host who it is: {@code X-Latchkey-Key-Id}, and {@code -Label} and {@code -User} where there are any,
         * percent-encoded where they are not visible ASCII. Such headers from the client are dropped in any case.
         */
        public Builder identityHeaders() {
            settings.set("identityHeaders", true);
            return this;
        }

        /**
         * Only keys of the profile's format with a right checksum are looked up, so that typos cost nothing. Keys that
         * were brought along from elsewhere are then refused.
         */
        public Builder requireChecksum() {
            settings.set("requireChecksum", profile.keyFormat());
            return this;
        }

        /** As {@link #requireChecksum()}, by a format with a checksum secret of the host's own. */
        public Builder requireChecksum(KeyFormat format) {
            settings.set("requireChecksum", Objects.requireNonNull(format));
            return this;
        }

        /**
         * How long a source may go without knowing its keys to be current before the answer is
         * {@link Reason#UNAVAILABLE} rather than a guess. By default as the source {@linkplain KeySource#goodFor() says}: 5
         * minutes for a store that may be out of reach, and unbounded for rings and files.
         */
        public Builder maxTableAge(Duration age) {
            settings.set("maxTableAge", Objects.requireNonNull(age));
            return this;
        }

        /** A rate limit for each user, whichever of their keys they use. */
        public Builder userLimit(RateLimit limit) {
            settings.set("userLimit", Optional.of(limit));
            return this;
        }

        /** Who may say what a client's address is; nobody by default, so that the peer is the client. */
        public Builder trustedProxies(TrustedProxies proxies) {
            settings.set("trustedProxies", Objects.requireNonNull(proxies));
            return this;
        }

        /** The models that keys' rules speak of, with their providers and prices; none by default. */
        public Builder modelCatalog(ModelCatalog catalog) {
            settings.set("modelCatalog", Objects.requireNonNull(catalog));
            return this;
        }

        /** Says what calls will probably cost; by default they are estimated at nothing. */
        public Builder costEstimator(CostEstimator estimator) {
            settings.set("costEstimator", Optional.of(estimator));
            return this;
        }

        /**
         * The users whom keys and calls name: who is blocked, and what they may spend. A user whom a key names exists in any
         * case.
         */
        public Builder users(UserDirectory directory) {
            settings.set("users", Optional.of(directory));
            return this;
        }

        /** What calls upstream are paid with; by default what the keys' own records say. */
        public Builder credentialPlan(CredentialPlan plan) {
            settings.set("credentialPlan", Optional.of(plan));
            return this;
        }

        /** How much of bodies may be held; {@link BodyLimits#usual()} by default. */
        public Builder bodyLimits(BodyLimits limits) {
            settings.set("bodyLimits", Objects.requireNonNull(limits));
            return this;
        }

        /**
         * How many keys that nobody knows one client address may send before it is answered 429 in place of 401. Only
         * well-formed keys count, and a good key from the same address is never held back. None by default.
         */
        public Builder guessLimit(RateLimit limit) {
            settings.set("guessLimit", Optional.of(limit));
            return this;
        }

        /**
         * Where permits and money are counted; in this process's memory by default. It has to go by the same
         * {@linkplain #time clock}.
         */
        public Builder ledger(QuotaLedger ledger) {
            settings.set("ledger", Objects.requireNonNull(ledger));
            return this;
        }

        /** The clock; {@link TimeSource#system()} by default. */
        public Builder time(TimeSource time) {
            settings.set("time", Objects.requireNonNull(time));
            return this;
        }

        /** What sums refusals up when a minute is over; the JDK's own timer by default. */
        Builder aMinuteLater(Executor timer) {
            settings.set("aMinuteLater", timer);
            return this;
        }

        /**
         * The authenticator.
         *
         * @throws IllegalArgumentException if the parts contradict each other or something that is needed is missing;
         *     the message says what to change
         */
        public Authenticator build() {
            return new Authenticator(Assembly.of(this));
        }
    }
}
