package dev.latchkey.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code standard} says, byte for byte. */
class StandardWordsTest {
    private final Door door = new Door(Profiles.standard());

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {
                "UNKNOWN_KEY",
                "DELETED_KEY",
                "INACTIVE_KEY",
                "NOT_YET_VALID",
                "EXPIRED_KEY",
                "EXPIRED_SECRET",
                "TOO_LONG",
                "BAD_CHARACTERS",
                "NOT_THE_MASTER_KEY",
                "BAD_CHECKSUM"
            })
    void aBadKeyIsToldNothingButThatItIsInvalid(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        401
                        Content-Type: application/problem+json
                        Cache-Control: no-store
                        WWW-Authenticate: Bearer realm="api", error="invalid_token"
                        {"type":"about:blank","title":"Unauthorized","status":401,"detail":"Invalid API key.","error":{"message":"Invalid API key.","type":"authentication_error","param":null,"code":"invalid_api_key"}}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"NO_CREDENTIAL", "WRONG_SCHEME", "EMPTY_CREDENTIAL"})
    void aMissingKeyIsToldHowToSendOneAndGetsNoErrorCode(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        401
                        Content-Type: application/problem+json
                        Cache-Control: no-store
                        WWW-Authenticate: Bearer realm="api"
                        {"type":"about:blank","title":"Unauthorized","status":401,"detail":"No API key provided. Send it as 'Authorization: Bearer YOUR_KEY' or 'x-api-key: YOUR_KEY'.","error":{"message":"No API key provided. Send it as 'Authorization: Bearer YOUR_KEY' or 'x-api-key: YOUR_KEY'.","type":"authentication_error","param":null,"code":"missing_api_key"}}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"AMBIGUOUS_CREDENTIAL"})
    void moreThanOneKeyIsABadRequest(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        400
                        Content-Type: application/problem+json
                        Cache-Control: no-store
                        {"type":"about:blank","title":"Bad Request","status":400,"detail":"More than one API key was sent. Send exactly one.","error":{"message":"More than one API key was sent. Send exactly one.","type":"invalid_request_error","param":null,"code":"ambiguous_credentials"}}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"ODD_PATH"})
    void anOddPathIsABadRequest(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        400
                        Content-Type: application/problem+json
                        Cache-Control: no-store
                        {"type":"about:blank","title":"Bad Request","status":400,"detail":"The request path is not in its plain form. Send it without empty or dot segments, path parameters, backslashes or needless escapes.","error":{"message":"The request path is not in its plain form. Send it without empty or dot segments, path parameters, backslashes or needless escapes.","type":"invalid_request_error","param":null,"code":"malformed_path"}}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"UNAVAILABLE", "SATURATED"})
    void keysThatCannotBeAskedAreUnavailable(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        503
                        Content-Type: application/problem+json
                        Cache-Control: no-store
                        {"type":"about:blank","title":"Service Unavailable","status":503,"detail":"Authentication temporarily unavailable, please retry","error":{"message":"Authentication temporarily unavailable, please retry","type":"service_unavailable","param":null,"code":"auth_unavailable"}}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"MASTER_KEY_NOT_CONFIGURED"})
    void managementWithoutAMasterKeyIsClosed(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        503
                        Content-Type: application/problem+json
                        Cache-Control: no-store
                        {"type":"about:blank","title":"Service Unavailable","status":503,"detail":"Master key is not configured","error":{"message":"Master key is not configured","type":"configuration_error","param":null,"code":"master_key_not_configured"}}\
                        """);
    }
}
