package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.latchkey.access.CatalogModel;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.access.ProviderPrice;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyTable;
import dev.latchkey.manage.SharedBudget;
import dev.latchkey.manage.User;
import dev.latchkey.manage.UserDirectory;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.BudgetGate;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.BudgetRule;
import dev.latchkey.quota.BudgetState;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On whose behalf a call is made, and what that somebody may still spend. */
class AuthorizeUsersTest {
    private static final String OTHER = "another-key-0123456789-ABCDEFGHIJKL";
    private static final String MASTER = "master-key-of-32-characters-0001";
    private static final TestRequest BY_KEY = TestRequest.bearing(TestKeys.K);
    private static final TestRequest BY_OTHER = TestRequest.bearing(OTHER);
    private static final TestRequest BY_MASTER = TestRequest.bearing(MASTER);
    private static final GatewayProfile SPEAKING =
            Profiles.anyLlm().toBuilder().anyShape().build();
    private static final ModelCatalog CATALOG = ModelCatalog.of(List.of(
            new CatalogModel("gpt-4o", false, List.of(new ProviderPrice("openai", BigDecimal.ONE, BigDecimal.ONE))),
            new CatalogModel("llama", true, List.of(new ProviderPrice("groq", BigDecimal.ZERO, BigDecimal.ZERO))),
            new CatalogModel("gift", false, List.of(new ProviderPrice("x", BigDecimal.ZERO, BigDecimal.ZERO)))));

    private final TestClock clock = new TestClock();

    private static KeyRecord.Builder keyOf(String user) {
        return TestKeys.record(TestKeys.K).user(user);
    }

    private static KeyTable tableOf(String user) {
        return KeyTable.of(List.of(keyOf(user).build()));
    }

    private Authenticator.Builder builder(User... users) {
        return Authenticator.builder(SPEAKING)
                .keys(TestKeys.source(
                        keyOf("alice").build(),
                        TestKeys.record(OTHER).user("bob").build()))
                .masterKey(MASTER)
                .users(UserDirectory.of(List.of(users)))
                .modelCatalog(CATALOG)
                .routes(Route.post("/v1/chat/completions").readsBody())
                .time(clock);
    }

    private Calls with(User... users) {
        return new Calls(builder(users).build());
    }

    private static Call naming(String user) {
        return Call.builder().model("gpt-4o").user(user).build();
    }

    private static Call costing(String user, String estimate) {
        return Call.builder()
                .model("gpt-4o")
                .user(user)
                .estimate(Money.parse(estimate))
                .build();
    }

    private static BudgetRule cap(String dollars) {
        return BudgetRule.lifetime("budget", Money.parse(dollars), BudgetGate.WITHIN);
    }

    @Test
    void aKeySpeaksForItsOwnUserOnly() {
        Calls calls = with();
        assertThat(calls.make(BY_KEY, naming("alice"))).isInstanceOf(Admitted.class);
        assertThat(calls.make(BY_KEY)).isInstanceOf(Admitted.class);
        calls.refusedFor(Reason.USER_MISMATCH, BY_KEY, naming("bob"));
        calls.refusedFor(Reason.USER_MISMATCH, BY_KEY, naming("Alice"));
    }

    @Test
    void aKeyWithoutAUserSpeaksForItsImplicitOne() {
        KeyRecord record = TestKeys.record(TestKeys.K).build();
        Calls calls = new Calls(
                Authenticator.builder(SPEAKING).keys(TestKeys.source(record)).build());
        assertThat(calls.make(BY_KEY, naming("apikey-" + record.id()))).isInstanceOf(Admitted.class);
        calls.refusedFor(Reason.USER_MISMATCH, BY_KEY, naming("alice"));
    }

    @Test
    void aProfileMayBindInsteadOfRefusing() {
        Authenticator gate = Authenticator.builder(
                        SPEAKING.toBuilder().userRule(UserRule.BIND).build())
                .keys(TestKeys.source(keyOf("alice").build()))
                .users(UserDirectory.of(List.of(User.of("alice").withBudgets(cap("1")), User.of("bob"))))
                .time(clock)
                .build();
        Calls calls = new Calls(gate);
        ((Admitted) calls.make(BY_KEY, costing("bob", "1"))).reservation().settle(Money.parse("1"));
        calls.refusedFor(Reason.USER_BUDGET_REACHED, BY_KEY, naming("bob"));
    }

    @Test
    void theMasterKeyHasToNameAUserWhereBodiesAreRead() {
        Calls calls = with();
        calls.refusedFor(Reason.USER_REQUIRED, BY_MASTER);
        assertThat(calls.make(BY_MASTER.to("GET", "/v1/models"))).isInstanceOf(Admitted.class);
    }

    @Test
    void usersExistWhomADirectoryOrAKeyNames() {
        Calls calls = with(User.of("carol"));
        assertThat(calls.make(BY_MASTER, naming("carol"))).isInstanceOf(Admitted.class);
        assertThat(calls.make(BY_MASTER, naming("alice"))).isInstanceOf(Admitted.class);
        calls.refusedFor(Reason.UNKNOWN_USER, BY_MASTER, naming("dave"));
    }

    @Test
    void theImplicitUserOfAKeyExists() {
        KeyRecord record = TestKeys.record(TestKeys.K).build();
        Calls calls = new Calls(Authenticator.builder(SPEAKING)
                .keys(TestKeys.source(record))
                .masterKey(MASTER)
                .build());
        assertThat(calls.make(BY_MASTER, naming("apikey-" + record.id()))).isInstanceOf(Admitted.class);
        calls.refusedFor(Reason.UNKNOWN_USER, BY_MASTER, naming("apikey-nobody"));
    }

    @Test
    void aUserWhomAReloadBringsExistsFromThenOn() {
        TestSource source = new TestSource(clock, tableOf("alice"));
        Calls calls = new Calls(
                Authenticator.builder(SPEAKING).keys(source).masterKey(MASTER).build());
        calls.refusedFor(Reason.UNKNOWN_USER, BY_MASTER, naming("erin"));
        source.replace(tableOf("erin"));
        assertThat(calls.make(BY_MASTER, naming("erin"))).isInstanceOf(Admitted.class);
        calls.refusedFor(Reason.UNKNOWN_USER, BY_MASTER, naming("alice"));
    }

    @Test
    void aBlockedUserIsRefusedWhicheverKeySpeaksForThem() {
        Calls calls = with(User.of("alice").blocked());
        calls.refusedFor(Reason.BLOCKED_USER, BY_KEY);
        calls.refusedFor(Reason.BLOCKED_USER, BY_MASTER, naming("alice"));
        assertThat(calls.make(BY_OTHER)).isInstanceOf(Admitted.class);
    }

    @Test
    void usersAreBlockedUnderEveryProfileWhereAHostKeepsThem() {
        Calls calls = new Calls(Authenticator.builder(Profiles.standard())
                .keys(TestKeys.source(keyOf("alice").build()))
                .users(UserDirectory.of(List.of(User.of("alice").blocked())))
                .build());
        calls.refusedFor(Reason.BLOCKED_USER, BY_KEY);
    }

    @Test
    void whatAUserSpendsWithAnyKeyCountsForAll() {
        Calls calls = with(User.of("alice").withBudgets(cap("2")));
        ((Admitted) calls.make(BY_KEY, costing("alice", "1"))).reservation().settle(Money.parse("1"));
        ((Admitted) calls.make(BY_MASTER, costing("alice", "0.5")))
                .reservation()
                .settle(Money.parse("0.5"));
        calls.refusedFor(Reason.USER_BUDGET_REACHED, BY_KEY, costing("alice", "0.6"));
        calls.refusedFor(Reason.USER_BUDGET_REACHED, BY_MASTER, costing("alice", "0.6"));
        assertThat(calls.make(BY_OTHER, costing("bob", "100"))).isInstanceOf(Admitted.class);
    }

    @Test
    void aBudgetOfOneCountsForEachUserByItself() {
        Calls calls =
                with(User.of("alice").withBudgets(cap("1")), User.of("bob").withBudgets(cap("1")));
        ((Admitted) calls.make(BY_KEY, costing("alice", "1"))).reservation().settle(Money.parse("1"));
        assertThat(calls.make(BY_OTHER, costing("bob", "1"))).isInstanceOf(Admitted.class);
    }

    @Test
    void aSharedBudgetIsSpentTogether() {
        SharedBudget team = new SharedBudget("team", cap("1"));
        Calls calls = with(User.of("alice").sharing(team), User.of("bob").sharing(team));
        ((Admitted) calls.make(BY_KEY, costing("alice", "1"))).reservation().settle(Money.parse("1"));
        calls.refusedFor(Reason.USER_BUDGET_REACHED, BY_OTHER, naming("bob"));
    }

    @Test
    void aHoldIsOnTheKeyTheUserAndTheSharedBudgetOrOnNone() {
        SharedBudget team = new SharedBudget("team", cap("1"));
        Calls calls = with(User.of("alice").withBudgets(cap("5")).sharing(team));
        Admitted held = (Admitted) calls.make(BY_KEY, costing("alice", "1"));
        calls.refusedFor(Reason.USER_BUDGET_REACHED, BY_KEY, costing("alice", "0.1"));
        held.reservation().release();
        assertThat(calls.make(BY_KEY, costing("alice", "1"))).isInstanceOf(Admitted.class);
    }

    @Test
    void aBudgetThatResetsAfterATimeAdmitsAgainAtThatInstant() {
        BudgetRule hourly =
                new BudgetRule("budget", Money.parse("1"), BudgetReset.after(Duration.ofHours(1)), BudgetGate.WITHIN);
        Calls calls = with(User.of("alice").withBudgets(hourly));
        ((Admitted) calls.make(BY_KEY, costing("alice", "1"))).reservation().settle(Money.parse("1"));
        clock.move(Duration.ofHours(1).minusNanos(1));
        calls.refusedFor(Reason.USER_BUDGET_REACHED, BY_KEY, naming("alice"));
        clock.move(Duration.ofNanos(1));
        assertThat(calls.make(BY_KEY, naming("alice"))).isInstanceOf(Admitted.class);
    }

    @Test
    void aModelThatCostsNothingPassesABudgetOfNothing() {
        Calls calls = with(User.of("alice").withBudgets(cap("0")));
        calls.refusedFor(Reason.USER_BUDGET_REACHED, BY_KEY, naming("alice"));
        assertThat(calls.make(BY_KEY, Call.builder().model("llama").build())).isInstanceOf(Admitted.class);
        assertThat(calls.make(BY_KEY, Call.builder().model("x:gift").build())).isInstanceOf(Admitted.class);
        calls.refusedFor(
                Reason.USER_BUDGET_REACHED,
                BY_KEY,
                Call.builder().model("nobody-knows-it").build());
    }

    @Test
    void onlySomeProfilesSpareModelsThatCostNothing() {
        Calls calls = new Calls(Authenticator.builder(Profiles.standard())
                .keys(TestKeys.source(keyOf("alice").build()))
                .users(UserDirectory.of(List.of(User.of("alice").withBudgets(cap("0")))))
                .modelCatalog(CATALOG)
                .build());
        calls.refusedFor(
                Reason.USER_BUDGET_REACHED,
                BY_KEY,
                Call.builder().model("llama").build());
    }

    @Test
    void aUserLimitCountsTheMasterKeysCallsForTheUserWhomItNames() {
        Calls calls = new Calls(builder(User.of("carol"))
                .userLimit(RateLimit.of(1, RateWindow.MINUTE))
                .build());
        assertThat(calls.make(BY_MASTER, naming("alice"))).isInstanceOf(Admitted.class);
        calls.refusedFor(Reason.RATE_LIMITED, BY_KEY);
        assertThat(calls.make(BY_MASTER, naming("carol"))).isInstanceOf(Admitted.class);
        calls.refusedFor(Reason.RATE_LIMITED, BY_MASTER, naming("carol"));
    }

    @Test
    void usageShowsTheUsersBudgetsToo() {
        Authenticator gate = builder(User.of("alice").withBudgets(cap("2"))).build();
        Calls calls = new Calls(gate);
        ((Admitted) calls.make(BY_KEY, costing("alice", "1.5"))).reservation().settle(Money.parse("1.5"));
        assertThat(gate.usage(calls.who(BY_KEY)).budgets())
                .extracting(BudgetState::name, BudgetState::spent)
                .containsExactly(tuple("budget", Money.parse("1.5")));
    }

    @Test
    void aDirectoryThatFailsIsUnavailableAndTakesNothing() {
        Calls calls = new Calls(Authenticator.builder(SPEAKING)
                .keys(TestKeys.source(keyOf("alice").build()))
                .users(id -> {
                    throw new IllegalStateException("down");
                })
                .build());
        calls.refusedFor(Reason.UNAVAILABLE, BY_KEY);
    }

    @Test
    void anOrderOfChecksTellsTheMismatchBeforeTheLimitAndTheAccountBehindIt() {
        Calls calls = new Calls(builder(User.of("alice").blocked())
                .userLimit(RateLimit.of(0, RateWindow.MINUTE))
                .build());
        calls.refusedFor(Reason.USER_MISMATCH, BY_KEY, naming("bob"));
        calls.refusedFor(Reason.RATE_LIMITED, BY_KEY, naming("alice"));
    }

    @Test
    void whatACallWasDecidedAboutIsToldToTheHost() {
        Call call = naming("alice");
        assertThat(((Admitted) with().make(BY_KEY, call)).call()).isSameAs(call);
    }

    @Test
    void aUserIsFoundAnewForEachCall() {
        User[] alice = {User.of("alice")};
        Calls calls = new Calls(Authenticator.builder(SPEAKING)
                .keys(TestKeys.source(keyOf("alice").build()))
                .users(id -> Optional.of(alice[0]))
                .build());
        assertThat(calls.make(BY_KEY)).isInstanceOf(Admitted.class);
        alice[0] = alice[0].blocked();
        calls.refusedFor(Reason.BLOCKED_USER, BY_KEY);
    }
}
