package dev.latchkey.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What any-llm says, byte for byte, each cause in its own words. */
class AnyLlmWordsTest {
    private final Door door = new Door(Profiles.anyLlm());

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"NO_CREDENTIAL"})
    void noCredential(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        401
                        Content-Type: application/json
                        Cache-Control: private, no-store, no-cache
                        Vary: Authorization
                        {"detail":"Missing X-AnyLLM-Key or Authorization header"}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"WRONG_SCHEME", "EMPTY_CREDENTIAL"})
    void wrongScheme(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        401
                        Content-Type: application/json
                        Cache-Control: private, no-store, no-cache
                        Vary: Authorization
                        {"detail":"Invalid header format. Expected 'Bearer <token>'"}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"BAD_PREFIX"})
    void wrongPrefix(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        401
                        Content-Type: application/json
                        Cache-Control: private, no-store, no-cache
                        Vary: Authorization
                        {"detail":"Invalid API key format: API key must start with 'gw-' prefix"}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"TOO_SHORT"})
    void tooShort(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        401
                        Content-Type: application/json
                        Cache-Control: private, no-store, no-cache
                        Vary: Authorization
                        {"detail":"Invalid API key format: API key is too short. Expected at least 50 characters, got 8"}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"BAD_CHARACTERS"})
    void invalidCharacters(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        401
                        Content-Type: application/json
                        Cache-Control: private, no-store, no-cache
                        Vary: Authorization
                        {"detail":"Invalid API key format: API key contains invalid characters. Must match pattern: gw-[A-Za-z0-9_-]+"}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"UNKNOWN_KEY", "DELETED_KEY", "NOT_YET_VALID", "EXPIRED_SECRET", "TOO_LONG"})
    void invalidKey(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        401
                        Content-Type: application/json
                        Cache-Control: private, no-store, no-cache
                        Vary: Authorization
                        {"detail":"Invalid API key"}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"INACTIVE_KEY"})
    void inactiveKey(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        401
                        Content-Type: application/json
                        Cache-Control: private, no-store, no-cache
                        Vary: Authorization
                        {"detail":"API key is inactive"}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"EXPIRED_KEY"})
    void expiredKey(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        401
                        Content-Type: application/json
                        Cache-Control: private, no-store, no-cache
                        Vary: Authorization
                        {"detail":"API key has expired"}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"NOT_THE_MASTER_KEY"})
    void notTheMasterKey(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        401
                        Content-Type: application/json
                        Cache-Control: private, no-store, no-cache
                        Vary: Authorization
                        {"detail":"Invalid master key"}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"MASTER_KEY_NOT_CONFIGURED"})
    void noMasterKey(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        503
                        Content-Type: application/json
                        Cache-Control: private, no-store, no-cache
                        Vary: Authorization
                        {"detail":"Master key not configured. Set GATEWAY_MASTER_KEY environment variable."}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"UNAVAILABLE", "SATURATED"})
    void storeDown(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        503
                        Content-Type: application/json
                        Cache-Control: private, no-store, no-cache
                        Vary: Authorization
                        {"detail":"Authentication temporarily unavailable, please retry"}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"ODD_PATH"})
    void anOddPathInItsEnvelope(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        400
                        Content-Type: application/json
                        Cache-Control: private, no-store, no-cache
                        Vary: Authorization
                        {"detail":"The request path is not in its plain form. Send it without empty or dot segments, path parameters, backslashes or needless escapes."}\
                        """);
    }
}
