package dev.latchkey.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What llm-gateway says, word for word, and its envelope around what it does not publish. */
class LlmGatewayWordsTest {
    private final Door door = new Door(Profiles.llmGateway());

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"NO_CREDENTIAL", "WRONG_SCHEME", "EMPTY_CREDENTIAL"})
    void missingKey(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        401
                        Content-Type: application/json
                        {"error":true,"status":401,"message":"Unauthorized: No API key provided. Expected 'Authorization: Bearer your-api-token' header or 'x-api-key: your-api-token' header"}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {
                "UNKNOWN_KEY",
                "DELETED_KEY",
                "INACTIVE_KEY",
                "NOT_YET_VALID",
                "EXPIRED_SECRET",
                "TOO_LONG",
                "BAD_CHARACTERS",
                "NOT_THE_MASTER_KEY"
            })
    void invalidKey(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        401
                        Content-Type: application/json
                        {"error":true,"status":401,"message":"Unauthorized: Invalid LLMGateway API token. Please make sure the token is not deleted or disabled. Go to the LLMGateway 'API Keys' page to generate a new token."}\
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
                        {"error":true,"status":401,"message":"Unauthorized: LLMGateway API key has expired. Set a new expiration date to reactivate it."}\
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
                        {"error":true,"status":400,"message":"The request path is not in its plain form. Send it without empty or dot segments, path parameters, backslashes or needless escapes."}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"UNAVAILABLE", "SATURATED"})
    void keysThatCannotBeAskedInItsEnvelope(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        503
                        Content-Type: application/json
                        {"error":true,"status":503,"message":"Authentication temporarily unavailable, please retry"}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"MASTER_KEY_NOT_CONFIGURED"})
    void managementWithoutAMasterKeyInItsEnvelope(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        503
                        Content-Type: application/json
                        {"error":true,"status":503,"message":"Master key is not configured"}\
                        """);
    }
}
