package dev.latchkey.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.BodyFormat;
import dev.latchkey.Call;
import dev.latchkey.CredentialSource;
import dev.latchkey.Denial;
import dev.latchkey.Denied;
import dev.latchkey.Facts;
import dev.latchkey.GatewayProfile;
import dev.latchkey.Granted;
import dev.latchkey.Header;
import dev.latchkey.Reason;
import dev.latchkey.Refusal;
import dev.latchkey.Route;
import dev.latchkey.TestClock;
import dev.latchkey.TestKeys;
import dev.latchkey.TestRequest;
import dev.latchkey.UserRule;
import dev.latchkey.Verdict;
import dev.latchkey.access.AccessRule;
import dev.latchkey.access.AccessRules;
import dev.latchkey.access.AddressRanges;
import dev.latchkey.access.AllowedModels;
import dev.latchkey.access.CatalogModel;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.access.ProviderPrice;
import dev.latchkey.access.Scopes;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.KeyTable;
import dev.latchkey.manage.User;
import dev.latchkey.manage.UserDirectory;
import dev.latchkey.quota.BudgetGate;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.BudgetRule;
import dev.latchkey.quota.BudgetUnit;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/** One profile with a key in every state, and for each reason a real request that is refused for it. */
final class Door {
    /** The master key, where there is one. */
    static final String MASTER = "master-key-of-32-characters-0001";

    private static final Route CHAT = Route.post("/v1/chat/completions").readsBody();
    private static final Call MODEL = Call.builder().model("gpt-4o").build();
    private static final ModelCatalog CATALOG = ModelCatalog.of(List.of(new CatalogModel(
            "gpt-4o", false, List.of(new ProviderPrice("openai", new BigDecimal("2.50"), new BigDecimal("10"))))));

    final String active;
    private final String inactive;
    private final String deleted;
    private final String early;
    private final String expired;
    private final String replaced;
    private final String limitedKey;
    private final GatewayProfile profile;
    private final String header;
    private final KeyTable table;

    Door(GatewayProfile profile) {
        this.profile = profile;
        this.header = profile.credentials().get(0).header();
        KeyFormat format = profile.keyFormat();
        this.active = format.mint().revealOnce();
        this.inactive = format.mint().revealOnce();
        this.deleted = format.mint().revealOnce();
        this.early = format.mint().revealOnce();
        this.expired = format.mint().revealOnce();
        this.replaced = format.mint().revealOnce();
        this.limitedKey = format.mint().revealOnce();
        this.table = KeyTable.of(List.of(
                KeyRecord.builder(TestKeys.secret(active))
                        .secret(TestKeys.secret(replaced).expiringAt(TestClock.START))
                        .build(),
                TestKeys.record(inactive).status(KeyStatus.INACTIVE).build(),
                TestKeys.record(deleted).status(KeyStatus.DELETED).build(),
                TestKeys.record(early).notBefore(TestClock.START.plusSeconds(1)).build(),
                TestKeys.record(expired)
                        .expiresAt(TestClock.START.minusSeconds(1))
                        .build()));
    }

    /** An authenticator with the keys and nothing else. */
    Authenticator gate() {
        return builder().build();
    }

    Authenticator.Builder builder() {
        return Authenticator.builder(profile).keys(KeySource.of(table)).time(new TestClock());
    }

    /** A protected request with this key in the profile's first header. */
    TestRequest bearing(String key) {
        return sending("Bearer " + key);
    }

    /** A protected request with this in the profile's first header. */
    TestRequest sending(String... values) {
        return TestRequest.sending(header, values);
    }

    /** The answer to a request that is refused for exactly this reason. */
    Refusal refusal(Reason reason) {
        Decided decided = decide(reason);
        assertThat(decided.verdict()).isInstanceOf(Denied.class);
        Denied denied = (Denied) decided.verdict();
        assertThat(denied.reason()).isEqualTo(reason);
        return decided.by().render(denied.denial(), decided.request());
    }

    /** The status, every header and the body, as they would be written. */
    static String written(Refusal refusal) {
        StringBuilder text = new StringBuilder().append(refusal.status()).append('\n');
        for (Header field : refusal.headers()) {
            text.append(field.name()).append(": ").append(field.value()).append('\n');
        }
        return text.append(new String(refusal.body(), StandardCharsets.UTF_8)).toString();
    }

    private record Decided(Authenticator by, TestRequest request, Verdict verdict) {}

    private Decided decide(Reason reason) {
        return switch (reason) {
            case ODD_PATH -> oddPath();
            case NOT_CONFIGURED -> by(Authenticator.builder(profile).build(), bearing(active));
            case UNAVAILABLE -> unavailable();
            case SATURATED -> saturated();
            case NO_CREDENTIAL -> by(gate(), TestRequest.get("/v1/x"));
            case WRONG_SCHEME -> by(gate(), sending("Basic dTpw"));
            case EMPTY_CREDENTIAL -> by(gate(), sending("Bearer "));
            case AMBIGUOUS_CREDENTIAL -> by(gate(), sending("Bearer " + active, "Bearer " + active));
            case TOO_LONG -> by(gate(), bearing(active + "a".repeat(512)));
            case BAD_CHARACTERS -> by(gate(), bearing(active + "\u00e9"));
            case BAD_PREFIX -> by(gate(), bearing("another-prefix"));
            case TOO_SHORT -> by(gate(), bearing("gw-short"));
            case BAD_CHECKSUM -> by(builder().requireChecksum().build(), bearing("gw_sk_no-checksum"));
            case UNKNOWN_KEY -> by(gate(), bearing(profile.keyFormat().mint().revealOnce()));
            case DELETED_KEY -> by(gate(), bearing(deleted));
            case INACTIVE_KEY -> by(gate(), bearing(inactive));
            case NOT_YET_VALID -> by(gate(), bearing(early));
            case EXPIRED_KEY -> by(gate(), bearing(expired));
            case EXPIRED_SECRET -> by(gate(), bearing(replaced));
            case TOO_MANY_GUESSES -> guessing();
            case BODY_MALFORMED, MEMBER_REPEATED, MEMBER_MISTYPED, BODY_TOO_LARGE, BODIES_SATURATED ->
                call(
                        KeyPermits.builder(),
                        Call.unreadable(new Denial(reason, Facts.none().withMember("model"))));
            case MODEL_REQUIRED -> call(limited().permits(denyingGpt().build()).build(), CHAT, Call.none());
            case INVALID_PROJECT ->
                by(
                        Authenticator.builder(
                                profile.toBuilder().projectHeader("X-Project").build()),
                        Call.none());
            case USER_REQUIRED -> speaking(CHAT, "/v1/chat/completions", Call.none());
            case METADATA_USER_REQUIRED ->
                speaking(Route.post("/v1/messages").readsBody(BodyFormat.MESSAGES), "/v1/messages", Call.none());
            case USER_MISMATCH -> by(Authenticator.builder(speaking()), naming("somebody else"));
            case UNKNOWN_USER -> speaking(CHAT, "/v1/chat/completions", naming("nobody"));
            case BLOCKED_USER -> by(knowing(User.of("alice").blocked()), naming("alice"));
            case USER_BUDGET_REACHED ->
                by(
                        knowing(User.of("alice")
                                .withBudgets(BudgetRule.lifetime("budget", Money.ZERO, BudgetGate.WITHIN))),
                        naming("alice"));
            case INVALID_PROJECT_MODE -> call(KeyPermits.builder().projectMode("barter"), MODEL);
            case NO_PROVIDER_KEY -> call(KeyPermits.builder().projectMode("api-keys"), MODEL);
            case INSUFFICIENT_CREDITS -> call(KeyPermits.builder().projectMode("credits"), MODEL);
            case NO_PROVIDER_KEY_OR_CREDITS -> call(KeyPermits.builder().projectMode("hybrid"), MODEL);
            case MISSING_SCOPE ->
                call(
                        limited().scopes(Scopes.of("models:read")).build(),
                        Route.post("/v1/chat/completions").requires("chat:write"),
                        Call.none());
            case ADDRESS_NOT_ALLOWED ->
                call(KeyPermits.builder().addresses(AddressRanges.parse(List.of("192.0.2.0/24"))), Call.none());
            case RATE_LIMITED ->
                call(KeyPermits.builder().limits(List.of(RateLimit.of(0, RateWindow.MINUTE))), Call.none());
            case MODEL_NOT_ALLOWED -> call(KeyPermits.builder().models(AllowedModels.none()), MODEL);
            case USAGE_LIMIT_REACHED -> call(KeyPermits.builder().usageLimit(Money.ZERO), Call.none());
            case PERIOD_LIMIT_REACHED ->
                call(KeyPermits.builder().periodLimit(Money.ZERO, BudgetReset.every(1, BudgetUnit.DAY)), Call.none());
            case ACCESS_DENIED -> call(denyingGpt(), MODEL);
            case NO_PROVIDER_ALLOWED ->
                call(
                        KeyPermits.builder()
                                .rules(AccessRules.of(List.of(AccessRule.denyProviders(List.of("openai"))))),
                        MODEL);
            case MASTER_KEY_NOT_CONFIGURED -> management(gate(), TestRequest.get("/v1/keys"));
            case NOT_THE_MASTER_KEY -> management(builder().masterKey(MASTER).build(), bearing(active));
        };
    }

    private static KeyPermits.Builder denyingGpt() {
        return KeyPermits.builder().rules(AccessRules.of(List.of(AccessRule.denyModels(List.of("gpt-4o")))));
    }

    private static Call naming(String user) {
        return Call.builder().model("gpt-4o").user(user).build();
    }

    /** The profile, under which keys and the master key speak for users. */
    private GatewayProfile speaking() {
        return profile.toBuilder()
                .userRule(UserRule.REFUSE_MISMATCH)
                .masterKeyOnHostRoutes()
                .build();
    }

    private Authenticator.Builder knowing(User user) {
        return Authenticator.builder(speaking()).users(UserDirectory.of(List.of(user)));
    }

    /** A key of alice's makes this call on a route whose bodies are read. */
    private Decided by(Authenticator.Builder builder, Call call) {
        Authenticator gate = builder.keys(
                        TestKeys.source(limited().user("alice").build()))
                .routes(CHAT)
                .time(new TestClock())
                .build();
        TestRequest request = bearing(limitedKey);
        Granted who = (Granted) gate.authenticate(request);
        return new Decided(gate, request, (Denied) gate.authorize(who, request, call));
    }

    /** The master key makes this call. */
    private Decided speaking(Route route, String path, Call call) {
        Authenticator gate = Authenticator.builder(speaking())
                .keys(KeySource.of(table))
                .masterKey(MASTER)
                .routes(route)
                .time(new TestClock())
                .build();
        TestRequest request = bearing(MASTER).to("POST", path);
        Granted who = (Granted) gate.authenticate(request);
        return new Decided(gate, request, (Denied) gate.authorize(who, request, call));
    }

    private Decided guessing() {
        Authenticator gate =
                builder().guessLimit(RateLimit.of(0, RateWindow.MINUTE)).build();
        return by(gate, bearing(profile.keyFormat().mint().revealOnce()));
    }

    private static Decided by(Authenticator gate, TestRequest request) {
        return new Decided(gate, request, gate.authenticate(request));
    }

    private KeyRecord.Builder limited() {
        return TestKeys.record(limitedKey);
    }

    private Decided call(KeyPermits.Builder permits, Call call) {
        return call(
                limited().permits(permits.build()).build(), Route.any("/unused").requires("nothing:here"), call);
    }

    /** The limited key makes this call. */
    private Decided call(KeyRecord record, Route route, Call call) {
        Authenticator gate = builder()
                .keys(TestKeys.source(record))
                .routes(route)
                .modelCatalog(CATALOG)
                .build();
        TestRequest request = bearing(limitedKey);
        Granted who = (Granted) gate.authenticate(request);
        return new Decided(gate, request, (Denied) gate.authorize(who, request, call));
    }

    private static Decided management(Authenticator gate, TestRequest request) {
        return new Decided(gate, request, gate.authenticateManagement(request));
    }

    private Decided oddPath() {
        Route ruled = Route.any("/own/*").credentials(CredentialSource.raw("x-own"));
        return by(builder().routes(ruled).build(), bearing(active).to("GET", "/own//x"));
    }

    private Decided unavailable() {
        AtomicBoolean lost = new AtomicBoolean();
        Authenticator gate = builder().keys(() -> lost.get() ? fail() : table).build();
        lost.set(true);
        return by(gate, bearing(active));
    }

    private static KeyTable fail() {
        throw new IllegalStateException("the connection is gone");
    }

    /** An interrupted thread does not wait for its turn. */
    private Decided saturated() {
        Authenticator gate = builder()
                .keys(TestKeys.source(TestKeys.chosen("correct-horse")))
                .build();
        TestRequest request = bearing("not-its-turn");
        FutureTask<Verdict> task = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            return gate.authenticate(request);
        });
        new Thread(task).start();
        try {
            return new Decided(gate, request, task.get());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
