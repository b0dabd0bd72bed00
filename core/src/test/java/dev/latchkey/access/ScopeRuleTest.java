package dev.latchkey.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScopeRuleTest {

    @Test
    void allOfAsksForEveryScope() {
        ScopeRule rule = ScopeRule.allOf("a:x", "b:x");

        assertThat(rule.isMetBy(Scopes.of("b:x", "a:x"))).isTrue();
        assertThat(rule.isMetBy(Scopes.of("a:x"))).isFalse();
    }

    @Test
    void anyOfAsksForOneScope() {
        ScopeRule rule = ScopeRule.anyOf("a:x", "b:x");

        assertThat(rule.isMetBy(Scopes.of("b:x"))).isTrue();
        assertThat(rule.isMetBy(Scopes.of("c:x"))).isFalse();
    }

    @Test
    void rulesNest() {
        ScopeRule rule =
                ScopeRule.anyOf("a:x", "b:x").and(ScopeRule.allOf("c:x")).or(ScopeRule.allOf("root:x"));

        assertThat(rule.isMetBy(Scopes.of("b:x", "c:x"))).isTrue();
        assertThat(rule.isMetBy(Scopes.of("root:x"))).isTrue();
        assertThat(rule.isMetBy(Scopes.of("a:x", "b:x"))).isFalse();
        assertThat(rule.isMetBy(Scopes.of("c:x"))).isFalse();
    }

    @Test
    void aWildcardGrantMeetsARule() {
        assertThat(ScopeRule.allOf("chat:read", "chat:write").isMetBy(Scopes.of("chat:*")))
                .isTrue();
    }

    @Test
    void aKeyWithoutScopesMeetsNoRule() {
        assertThat(ScopeRule.anyOf("chat:read").isMetBy(Scopes.of())).isFalse();
    }

    @Test
    void anOperatorCanReadIt() {
        ScopeRule rule = ScopeRule.anyOf("chat:write", "chat:admin").and(ScopeRule.allOf("models:read", "usage:read"));

        assertThat(rule).hasToString("(chat:write or chat:admin) and models:read and usage:read");
    }

    @Test
    void rulesThatReadTheSameAreEqual() {
        assertThat(ScopeRule.allOf("a:x").and(ScopeRule.allOf("b:x", "a:x"))).isEqualTo(ScopeRule.allOf("a:x", "b:x"));
    }

    @Test
    void anEmptyRuleIsRefused() {
        assertThatThrownBy(ScopeRule::anyOf)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("required scopes: name at least one, such as chat:write");
    }

    @Test
    void aWildcardCannotBeRequired() {
        assertThatThrownBy(() -> ScopeRule.allOf("chat:*"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a wildcard can be granted but not required");
    }

    @Test
    void whatIsNoScopeIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> ScopeRule.allOf("not a scope"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("required scope: expected 1 to 128")
                .hasMessageNotContaining("not a scope");
    }

    @Test
    void askingAllocatesNothing() {
        ScopeRule rule = ScopeRule.anyOf("chat:write", "chat:admin").and(ScopeRule.allOf("models:read"));
        Scopes scopes = Scopes.of("models:*", "chat:admin");

        assertThat(Allocation.perCall(() -> rule.isMetBy(scopes))).isZero();
    }
}
