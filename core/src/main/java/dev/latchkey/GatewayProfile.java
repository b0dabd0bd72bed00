package dev.latchkey;

import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.RingReading;
import dev.latchkey.quota.BudgetGate;
import dev.latchkey.quota.RateLimit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything in which gateways differ, as data: where the credential stands, what shape it has, how keys are hashed and
 * when they expire, in which order the checks are taken, which routes are open, and what a refusal says. A host derives
 * its own with {@link #toBuilder()}. Immutable and thread-safe.
 */
public final class GatewayProfile {
    private final String name;
    private final List<CredentialSource> credentials;
    private final boolean refusesAmbiguity;
    private final KeyFormat keyFormat;
    private final @Nullable KeyShape shape;
    private final boolean unnamedHashesUseSecrets;
    private final boolean validAtExpiry;
    private final List<Check> checks;
    private final EmptyKeySet emptyKeySet;
    private final List<Route> openRoutes;
    private final RingReading ringReading;
    private final boolean readsLegacyKey;
    private final Optional<RateLimit> addressLimit;
    private final LimitHeaders limitHeaders;
    private final BudgetGate budgetGate;
    private final boolean budgetsSpareWhatIsFree;
    private final UserRule userRule;
    private final Optional<String> projectHeader;
    private final boolean masterKeyOnHostRoutes;
    private final List<CredentialSource> masterKeyCredentials;
    private final List<String> gatewayOnlyHeaders;
    private final Optional<String> implicitUserPrefix;
    private final boolean listsFaults;
    private final boolean managesApiKeys;
    private final Optional<String> challengeRealm;
    private final String contentType;
    private final Envelope envelope;
    private final Map<Reason, RefusalWords> words;
    private final List<Header> everyAnswer;
    private final List<Header> protectedAnswers;
    private final List<Header> refusals;

    private GatewayProfile(Builder b) {
        this.name = b.name;
        this.credentials = b.credentials;
        this.refusesAmbiguity = b.refusesAmbiguity;
        this.keyFormat = b.keyFormat;
        this.shape = b.shape;
        this.unnamedHashesUseSecrets = b.unnamedHashesUseSecrets;
        this.validAtExpiry = b.validAtExpiry;
        this.checks = b.checks;
        this.emptyKeySet = b.emptyKeySet;
        this.openRoutes = b.openRoutes;
        this.ringReading = b.ringReading;
        this.readsLegacyKey = b.readsLegacyKey;
        this.addressLimit = b.addressLimit;
        this.limitHeaders = b.limitHeaders;
        this.budgetGate = b.budgetGate;
        this.budgetsSpareWhatIsFree = b.budgetsSpareWhatIsFree;
        this.userRule = b.userRule;
        this.projectHeader = b.projectHeader;
        this.masterKeyOnHostRoutes = b.masterKeyOnHostRoutes;
        this.masterKeyCredentials = b.masterKeyCredentials;
        this.gatewayOnlyHeaders = b.gatewayOnlyHeaders;
        this.implicitUserPrefix = b.implicitUserPrefix;
        this.listsFaults = b.listsFaults;
        this.managesApiKeys = b.managesApiKeys;
        this.challengeRealm = b.challengeRealm;
        this.contentType = b.contentType;
        this.envelope = b.envelope;
        this.words = new EnumMap<>(b.words);
        this.everyAnswer = b.everyAnswer;
        this.protectedAnswers = b.protectedAnswers;
        this.refusals = b.refusals;
    }

    /**
     * A profile that starts from the rules and words of {@code standard}.
     *
     * @param name 1 to 32 characters of {@code [a-z0-9-]}
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** A builder that starts from this profile. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** The profile's name, such as {@code any-llm}. */
    public String name() {
        return name;
    }

    /** Where the credential may stand, in order. */
    public List<CredentialSource> credentials() {
        return credentials;
    }

    /** The format in which keys are minted. */
    public KeyFormat keyFormat() {
        return keyFormat;
    }

    /** How ring text is read. */
    public RingReading ringReading() {
        return ringReading;
    }

    /** The routes that are open unless the host names its own. */
    public List<Route> openRoutes() {
        return openRoutes;
    }

    /** The order in which the checks are taken. */
    public List<Check> checks() {
        return checks;
    }

    /** What it means that no key was configured at all. */
    public EmptyKeySet emptyKeySet() {
        return emptyKeySet;
    }

    /** Whether a plaintext key beside the ring is read from the environment. */
    public boolean readsLegacyKey() {
        return readsLegacyKey;
    }

    Optional<RateLimit> addressLimit() {
        return addressLimit;
    }

    LimitHeaders limitHeaders() {
        return limitHeaders;
    }

    BudgetGate budgetGate() {
        return budgetGate;
    }

    boolean budgetsSpareWhatIsFree() {
        return budgetsSpareWhatIsFree;
    }

    UserRule userRule() {
        return userRule;
    }

    Optional<String> projectHeader() {
        return projectHeader;
    }

    boolean refusesAmbiguity() {
        return refusesAmbiguity;
    }

    @Nullable KeyShape shape() {
        return shape;
    }

    boolean unnamedHashesUseSecrets() {
        return unnamedHashesUseSecrets;
    }

    boolean validAtExpiry() {
        return validAtExpiry;
    }

    boolean masterKeyOnHostRoutes() {
        return masterKeyOnHostRoutes;
    }

    List<CredentialSource> masterKeyCredentials() {
        return masterKeyCredentials.isEmpty() ? credentials.subList(0, 1) : masterKeyCredentials;
    }

    List<String> gatewayOnlyHeaders() {
        return gatewayOnlyHeaders;
    }

    /** What stands in front of a key's id in the name of the user who owns it where it names none; empty for no such user. */
    public Optional<String> implicitUserPrefix() {
        return implicitUserPrefix;
    }

    /** Whether what is wrong with a request to manage keys is told as a list, with status 422. */
    public boolean listsFaults() {
        return listsFaults;
    }

    /** Whether keys are managed at {@code /keys/api} too, as the llm-gateway does it, beside {@code /v1/keys}. */
    public boolean managesApiKeys() {
        return managesApiKeys;
    }

    Optional<String> challengeRealm() {
        return challengeRealm;
    }

    String contentType() {
        return contentType;
    }

    Envelope envelope() {
        return envelope;
    }

    Map<Reason, RefusalWords> words() {
        return words;
    }

    List<Header> everyAnswer() {
        return everyAnswer;
    }

    List<Header> protectedAnswers() {
        return protectedAnswers;
    }

    List<Header> refusals() {
        return refusals;
    }

    @Override
    public String toString() {
        return "GatewayProfile[" + name + "]";
    }

    /** Gathers a {@link GatewayProfile}; a property that is set twice keeps the later value. Not thread-safe. */
    public static final class Builder {
        private String name;
        private List<CredentialSource> credentials =
                List.of(CredentialSource.bearer("Authorization"), CredentialSource.raw("x-api-key"));
        private boolean refusesAmbiguity = true;
        private KeyFormat keyFormat = KeyFormat.standard();
        private @Nullable KeyShape shape;
        private boolean unnamedHashesUseSecrets;
        private boolean validAtExpiry;
        private List<Check> checks = List.of(Check.values());
        private EmptyKeySet emptyKeySet = EmptyKeySet.REFUSE_TO_START;
        private List<Route> openRoutes = List.of(Route.get("/health"));
        private RingReading ringReading = RingReading.STRICT;
        private boolean readsLegacyKey;
        private Optional<RateLimit> addressLimit = Optional.empty();
        private LimitHeaders limitHeaders = LimitHeaders.STANDARD;
        private BudgetGate budgetGate = BudgetGate.WITHIN;
        private boolean budgetsSpareWhatIsFree;
        private UserRule userRule = UserRule.UNREAD;
        private Optional<String> projectHeader = Optional.empty();
        private boolean masterKeyOnHostRoutes;
        private List<CredentialSource> masterKeyCredentials = List.of();
        private List<String> gatewayOnlyHeaders = List.of();
        private Optional<String> implicitUserPrefix = Optional.empty();
        private boolean listsFaults;
        private boolean managesApiKeys;
        private Optional<String> challengeRealm = Optional.of("api");
        private String contentType = "application/problem+json";
        private Envelope envelope = StandardWords::problem;
        private final Map<Reason, RefusalWords> words = new EnumMap<>(Reason.class);
        private List<Header> everyAnswer = List.of();
        private List<Header> protectedAnswers = List.of();
        private List<Header> refusals = List.of(new Header("Cache-Control", "no-store"));

        private Builder(String name) {
            this.name = validName(name);
        }

        private Builder(GatewayProfile p) {
            this.name = p.name;
            this.credentials = p.credentials;
            this.refusesAmbiguity = p.refusesAmbiguity;
            this.keyFormat = p.keyFormat;
            this.shape = p.shape;
            this.unnamedHashesUseSecrets = p.unnamedHashesUseSecrets;
            this.validAtExpiry = p.validAtExpiry;
            this.checks = p.checks;
            this.emptyKeySet = p.emptyKeySet;
            this.openRoutes = p.openRoutes;
            this.ringReading = p.ringReading;
            this.readsLegacyKey = p.readsLegacyKey;
            this.addressLimit = p.addressLimit;
            this.limitHeaders = p.limitHeaders;
            this.budgetGate = p.budgetGate;
            this.budgetsSpareWhatIsFree = p.budgetsSpareWhatIsFree;
            this.userRule = p.userRule;
            this.projectHeader = p.projectHeader;
            this.masterKeyOnHostRoutes = p.masterKeyOnHostRoutes;
            this.masterKeyCredentials = p.masterKeyCredentials;
            this.gatewayOnlyHeaders = p.gatewayOnlyHeaders;
            this.implicitUserPrefix = p.implicitUserPrefix;
            this.listsFaults = p.listsFaults;
            this.managesApiKeys = p.managesApiKeys;
            this.challengeRealm = p.challengeRealm;
            this.contentType = p.contentType;
            this.envelope = p.envelope;
            this.words.putAll(p.words);
            this.everyAnswer = p.everyAnswer;
            this.protectedAnswers = p.protectedAnswers;
            this.refusals = p.refusals;
        }

        /** The profile's name: 1 to 32 characters of {@code [a-z0-9-]}. */
        public Builder name(String name) {
            this.name = validName(name);
            return this;
        }

        /** Where the credential may stand, in order; at least one, at most eight, each header once. */
        public Builder credentials(CredentialSource... sources) {
            this.credentials = List.copyOf(Arrays.asList(sources));
            return this;
        }

        /**
         * The first source that holds a credential decides, whatever else was sent. By default two credentials that
         * differ, a repeated header and a list of credentials are refused.
         */
        public Builder firstCredentialDecides() {
            this.refusesAmbiguity = false;
            return this;
        }

        /** The format in which keys are minted. */
        public Builder keyFormat(KeyFormat format) {
            this.keyFormat = Objects.requireNonNull(format);
            return this;
        }

        /** A credential of another shape is refused before it is hashed; by default none is asked for. */
        public Builder shape(KeyShape shape) {
            this.shape = Objects.requireNonNull(shape);
            return this;
        }

        /** No shape is asked for. */
        public Builder anyShape() {
            this.shape = null;
            return this;
        }

        /**
         * Stored digests that name no scheme were made under one of the configured hash secrets, where there are any. By
         * default they are plain SHA-256.
         */
        public Builder unnamedHashesUseSecrets() {
            this.unnamedHashesUseSecrets = true;
            return this;
        }

        /** A key is still good at the very instant of its expiry; by default that is the first at which it is not. */
        public Builder validAtExpiry() {
            this.validAtExpiry = true;
            return this;
        }

        /** The order in which the checks are taken; each of {@link Check} exactly once. */
        public Builder checks(Check... order) {
            this.checks = List.copyOf(Arrays.asList(order));
            return this;
        }

        /** What it means that no key was configured at all. */
        public Builder emptyKeySet(EmptyKeySet meaning) {
            this.emptyKeySet = Objects.requireNonNull(meaning);
            return this;
        }

        /** The routes that are open unless the host names its own. */
        public Builder openRoutes(Route... routes) {
            this.openRoutes = List.copyOf(Arrays.asList(routes));
            return this;
        }

        /** How ring text is read; strictly by default. */
        public Builder ringReading(RingReading reading) {
            this.ringReading = Objects.requireNonNull(reading);
            return this;
        }

        /** A plaintext key beside the ring is read from the environment, {@code GATEWAY_API_KEY}. */
        public Builder readsLegacyKey() {
            this.readsLegacyKey = true;
            return this;
        }

        /** A rate limit for each client address, whatever its key. */
        public Builder addressLimit(RateLimit limit) {
            this.addressLimit = Optional.of(limit);
            return this;
        }

        /** How clients are told where their rate limits stand; {@link LimitHeaders#STANDARD} by default. */
        public Builder limitHeaders(LimitHeaders headers) {
            this.limitHeaders = Objects.requireNonNull(headers);
            return this;
        }

        /** When a key's money is spent; {@link BudgetGate#WITHIN} by default: what a call may cost must fit as well. */
        public Builder budgetGate(BudgetGate gate) {
            this.budgetGate = Objects.requireNonNull(gate);
            return this;
        }

        /**
         * A call that costs nothing is not held to any budget, not even to one that is spent: one for a model that the
         * catalogue has and that costs nothing there, and a {@code GET} or {@code HEAD} that names no model and no estimate,
         * on a route whose bodies are not read. By default it is.
         */
        public Builder budgetsSpareWhatIsFree() {
            this.budgetsSpareWhatIsFree = true;
            return this;
        }

        /** What the user means whom a call names; {@link UserRule#UNREAD} by default. */
        public Builder userRule(UserRule rule) {
            this.userRule = Objects.requireNonNull(rule);
            return this;
        }

        /**
         * Calls on routes whose bodies are read belong to a project: the one that this header names, even if it is empty,
         * and without it the one in the body. 1 to 64 characters of {@code [A-Za-z0-9._:-]}, blanks around it ignored. By
         * default no project is asked for.
         *
         * @throws IllegalArgumentException if {@code name} is no field name
         */
        public Builder projectHeader(String name) {
            if (!Header.isFieldName(name)) {
                throw new IllegalArgumentException("project header: expected a field name such as X-Project-Id");
            }
            this.projectHeader = Optional.of(name);
            return this;
        }

        /** The master key also opens the host's own routes. By default it opens management only. */
        public Builder masterKeyOnHostRoutes() {
            this.masterKeyOnHostRoutes = true;
            return this;
        }

        /** Where the master key may stand, and nowhere else; by default in the first credential source. */
        public Builder masterKeyCredentials(CredentialSource... sources) {
            this.masterKeyCredentials = List.copyOf(Arrays.asList(sources));
            return this;
        }

        /**
         * Headers that are the gateway's alone and never reach the host, not even on open routes, whether a credential is
         * looked for in them or not; beside those of sources that are {@linkplain CredentialSource#gatewayOnly() marked}
         * so themselves.
         */
        public Builder gatewayOnlyHeaders(String... names) {
            this.gatewayOnlyHeaders = List.of(names);
            return this;
        }

        /**
         * What is wrong with a request to manage keys is told with status 422 as
         * <code>{"detail": [{"type", "loc", "msg"}]}</code>, whatever the envelope. By default it is told in the envelope.
         */
        public Builder listsFaults() {
            this.listsFaults = true;
            return this;
        }

        /** Keys are managed at {@code /keys/api} too, as the llm-gateway does it, beside {@code /v1/keys}. */
        public Builder managesApiKeys() {
            this.managesApiKeys = true;
            return this;
        }

        /** A key without a user belongs to one whose name is this and the key's id. */
        public Builder implicitUserPrefix(String prefix) {
            this.implicitUserPrefix = Optional.of(prefix);
            return this;
        }

        /**
         * A 401 carries {@code WWW-Authenticate: Bearer realm="…"}, as RFC 9110, section 11.6.1, asks; {@code api} by
         * default.
         *
         * @param realm printable ASCII without quotes or backslashes
         * @throws IllegalArgumentException if the realm is anything else
         */
        public Builder challengeRealm(String realm) {
            if (!realm.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '"' && c != '\\')) {
                throw new IllegalArgumentException("realm: expected printable ASCII without quotes or backslashes");
            }
            this.challengeRealm = Optional.of(realm);
            return this;
        }

        /** A 401 carries no {@code WWW-Authenticate}. */
        public Builder withoutChallenge() {
            this.challengeRealm = Optional.empty();
            return this;
        }

        /** The JSON that refusals are put into, and its media type. */
        public Builder envelope(String contentType, Envelope envelope) {
            this.contentType = Objects.requireNonNull(contentType);
            this.envelope = Objects.requireNonNull(envelope);
            return this;
        }

        /**
         * The words for one reason. A reason without words of its own speaks like its neighbour (an expired key like an
         * unknown one, a wrong scheme like a missing credential), and else like {@code standard}.
         */
        public Builder refusal(Reason reason, RefusalWords words) {
            this.words.put(Objects.requireNonNull(reason), Objects.requireNonNull(words));
            return this;
        }

        /** Headers on every answer, the host's own included. */
        public Builder everyAnswer(Header... headers) {
            this.everyAnswer = List.copyOf(Arrays.asList(headers));
            return this;
        }

        /** Headers on every answer of a route that is not open. */
        public Builder protectedAnswers(Header... headers) {
            this.protectedAnswers = List.copyOf(Arrays.asList(headers));
            return this;
        }

        /** Headers on refusals. */
        public Builder refusalHeaders(Header... headers) {
            this.refusals = List.copyOf(Arrays.asList(headers));
            return this;
        }

        /**
         * The profile.
         *
         * @throws IllegalArgumentException if there is no credential source, more than eight, or one header twice; if
         *     an open route stands for more than one path; or if the order of checks cannot be taken
         */
        public GatewayProfile build() {
            CredentialSource.check(credentials, "profile " + name);
            if (!masterKeyCredentials.isEmpty()) {
                CredentialSource.check(masterKeyCredentials, "profile " + name + ", master key");
            }
            openRoutes.forEach(GatewayProfile::checkOpenRoute);
            CheckOrder.validate(checks);
            return new GatewayProfile(this);
        }

        private static String validName(String name) {
            if (name.isEmpty() || name.length() > 32 || !name.matches("[a-z0-9-]+")) {
                throw new IllegalArgumentException("profile name: expected 1 to 32 characters of [a-z0-9-]");
            }
            return name;
        }
    }

    static void checkOpenRoute(Route route) {
        if (route.isPrefix()) {
            throw new IllegalArgumentException(
                    "open route " + route + ": an open route is one exact path; name each path by itself");
        }
        if (!route.saysNothing()) {
            throw new IllegalArgumentException("open route " + route
                    + ": an open route asks for no credential, no scope and no money, and reads no body");
        }
    }
}
