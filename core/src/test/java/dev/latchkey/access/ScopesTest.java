package dev.latchkey.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {

    @Test
    void unrestrictedNamesNothingAndGrantsEverything() {
        assertThat(Scopes.unrestricted().isUnrestricted()).isTrue();
        assertThat(Scopes.unrestricted().names()).isEmpty();
    }

    @Test
    void anEmptySetGrantsNothing() {
        assertThat(Scopes.of().isUnrestricted()).isFalse();
        assertThat(Scopes.of()).isNotEqualTo(Scopes.unrestricted());
    }

    @Test
    void namesKeepTheirOrder() {
        assertThat(Scopes.of("models:read", "chat:write", "ai-gateway:run").names())
                .containsExactly("models:read", "chat:write", "ai-gateway:run");
    }

    @Test
    void namesCannotBeChanged() {
        assertThat(Scopes.of("chat:write").names()).isUnmodifiable();
    }

    @Test
    void theOrderDoesNotMatterForEquality() {
        assertThat(Scopes.of("a", "b")).isEqualTo(Scopes.of("b", "a")).hasSameHashCodeAs(Scopes.of("b", "a"));
    }

    @Test
    void otherNamesAreOtherScopes() {
        assertThat(Scopes.of("a")).isNotEqualTo(Scopes.of("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\"b", "a\\b", "a\n", "\u007f", "é", "a\u0000"})
    void aNameThatIsNoScopeTokenIsRefusedByItsPlace(String name) {
        assertThatThrownBy(() -> Scopes.of(List.of("fine", name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("scope 2: expected 1 to 128 printable ASCII characters");
    }

    @Test
    void aNameHasAtMost128Characters() {
        assertThat(Scopes.of("s".repeat(128)).names()).hasSize(1);
        assertThatThrownBy(() -> Scopes.of("s".repeat(129))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "~", "chat:*", "[]"})
    void theWholeRangeOfScopeTokensIsAccepted(String name) {
        assertThat(Scopes.of(name).names()).containsExactly(name);
    }

    @Test
    void aNameThatStandsThereTwiceIsRefusedByItsPlace() {
        assertThatThrownBy(() -> Scopes.of("a", "b", "a")).hasMessage("scope 3: already listed");
    }

    @Test
    void printsItsNames() {
        assertThat(Scopes.of("a", "b")).hasToString("[a, b]");
        assertThat(Scopes.unrestricted()).hasToString("every scope");
    }
}
