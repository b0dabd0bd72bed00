package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.manage.User;
import dev.latchkey.manage.UserDirectory;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.BudgetGate;
import dev.latchkey.quota.BudgetRule;
import dev.latchkey.quota.BudgetState;
import dev.latchkey.quota.Money;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a key is told of the credits that its calls are paid from. */
class CreditsUsageTest {
    private static final TestRequest CALL = TestRequest.bearing(TestKeys.K);

    @ParameterizedTest
    @ValueSource(strings = {"credits", "hybrid"})
    void creditsAreABudgetAmongTheOthers(String mode) {
        Authenticator gate = gate(in(mode).usageLimit(Money.parse("9")));
        pay(gate, "1.50");
        assertThat(gate.usage(new Calls(gate).who(CALL)).budgets())
                .extracting(BudgetState::name, BudgetState::cap, BudgetState::spent)
                .containsExactly(
                        tuple("usage_limit", Money.parse("9"), Money.parse("1.50")),
                        tuple("credits", Money.parse("2"), Money.parse("1.50")));
    }

    @Test
    void spentCreditsAreToldToo() {
        Authenticator gate = gate(in("credits"));
        pay(gate, "5.00");
        assertThat(gate.usage(new Calls(gate).who(CALL)).budgets())
                .extracting(state -> state.remaining().orElseThrow())
                .containsExactly(Money.ZERO);
    }

    @Test
    void theyStandBesideTheUsersBudgets() {
        User alice =
                User.of("alice").withBudgets(BudgetRule.lifetime("allowance", Money.parse("3"), BudgetGate.WITHIN));
        Authenticator gate = Authenticator.builder(Profiles.llmGateway())
                .keys(TestKeys.source(TestKeys.record(TestKeys.K)
                        .user("alice")
                        .permits(in("credits").build())
                        .build()))
                .users(UserDirectory.of(List.of(alice)))
                .build();
        assertThat(gate.usage(new Calls(gate).who(CALL)).budgets())
                .extracting(BudgetState::name)
                .containsExactly("allowance", "credits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-keys", "barter"})
    void aModeThatDrawsOnNoneHasNone(String mode) {
        Authenticator gate = gate(in(mode));
        assertThat(gate.usage(new Calls(gate).who(CALL)).budgets()).isEmpty();
    }

    @Test
    void aBalanceThatTheHostKeepsIsTheHostsToTell() {
        CredentialPlan plan = new CredentialPlan() {
            @Override
            public boolean hasProviderKey(KeyId key, String provider) {
                return false;
            }

            @Override
            public Money balance(KeyId key) {
                return Money.parse("7");
            }
        };
        Authenticator gate = Authenticator.builder(Profiles.llmGateway())
                .keys(TestKeys.source(Calls.key(in("credits").build())))
                .credentialPlan(plan)
                .build();
        assertThat(gate.usage(new Calls(gate).who(CALL)).budgets()).isEmpty();
    }

    private static KeyPermits.Builder in(String mode) {
        return KeyPermits.builder().projectMode(mode).credits(Money.parse("2"));
    }

    private static Authenticator gate(KeyPermits.Builder permits) {
        return Authenticator.builder(Profiles.llmGateway())
                .keys(TestKeys.source(Calls.key(permits.build())))
                .build();
    }

    private static void pay(Authenticator gate, String cost) {
        Call call = Call.builder().model("nobody/knows-it").build();
        assertThat(new Calls(gate).admitted(call).reservation().settle(Money.parse(cost)))
                .isTrue();
    }
}
