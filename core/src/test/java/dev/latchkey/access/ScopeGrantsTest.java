package dev.latchkey.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeGrantsTest {

    @ParameterizedTest(name = "{0} grants {1}")
    @CsvSource({
        "chat:write, chat:write",
        "chat:*, chat:write",
        "chat:*, chat:write:all",
        "chat:*, chat:*",
        "*, chat:write",
        "*, admin",
        "ai-gateway:run, ai-gateway:run",
    })
    void whatIsNamedOrBeginsLikeAWildcardIsGranted(String granted, String required) {
        assertThat(Scopes.of(granted).grants(required)).isTrue();
    }

    @ParameterizedTest(name = "{0} does not grant {1}")
    @CsvSource({
        "chat:write, chat:read",
        "chat:write, chat:write:all",
        "chat:write, CHAT:write",
        "chat:*, chats:write",
        "chat:*, chat",
        "chat:*, chat:",
        "chat*, chat:write",
        "c*t:write, chat:write",
        "*:write, chat:write",
        "chat:write, ''",
        "*, ''",
    })
    void everythingElseIsNot(String granted, String required) {
        assertThat(Scopes.of(granted).grants(required)).isFalse();
    }

    @Test
    void aStarOutOfItsPlaceIsAnOrdinaryCharacter() {
        assertThat(Scopes.of("chat*").grants("chat*")).isTrue();
    }

    @Test
    void anyOfSeveralScopesIsEnough() {
        assertThat(Scopes.of("a:b", "models:*", "c:d").grants("models:read")).isTrue();
    }

    @Test
    void anUnrestrictedKeyIsGrantedEverything() {
        assertThat(Scopes.unrestricted().grants("anything:at-all")).isTrue();
    }

    @Test
    void anEmptyListGrantsNothing() {
        assertThat(Scopes.of(List.of()).grants("chat:write")).isFalse();
    }

    @Test
    void grantingAllocatesNothing() {
        Scopes scopes = Scopes.of("usage:read", "models:read", "chat:*");

        assertThat(Allocation.perCall(() -> scopes.grants("chat:write"))).isZero();
    }
}
