package dev.latchkey.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What free-ai says, byte for byte, and its envelope around what it does not publish. */
class FreeAiWordsTest {
    private final Door door = new Door(Profiles.freeAi());

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {
                "NO_CREDENTIAL",
                "WRONG_SCHEME",
                "EMPTY_CREDENTIAL",
                "UNKNOWN_KEY",
                "DELETED_KEY",
                "INACTIVE_KEY",
                "NOT_YET_VALID",
                "EXPIRED_KEY",
                "EXPIRED_SECRET",
                "TOO_LONG",
                "BAD_CHARACTERS",
                "NOT_THE_MASTER_KEY"
            })
    void aMissingKeyAndABadOneAreUnauthorized(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        401
                        Content-Type: application/json
                        X-Content-Type-Options: nosniff
                        X-Frame-Options: DENY
                        Referrer-Policy: no-referrer
                        {"error":{"message":"Unauthorized","type":"authentication_error","code":"invalid_api_key"}}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"NOT_CONFIGURED"})
    void aGatewayWithoutKeysIsNotConfigured(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        503
                        Content-Type: application/json
                        X-Content-Type-Options: nosniff
                        X-Frame-Options: DENY
                        Referrer-Policy: no-referrer
                        {"error":{"message":"Gateway API key is not configured","type":"configuration_error","code":"auth_not_configured"}}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"ODD_PATH"})
    void anOddPathIsABadRequestInItsEnvelope(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        400
                        Content-Type: application/json
                        X-Content-Type-Options: nosniff
                        X-Frame-Options: DENY
                        Referrer-Policy: no-referrer
                        {"error":{"message":"The request path is not in its plain form. Send it without empty or dot segments, path parameters, backslashes or needless escapes.","type":"invalid_request_error","code":"malformed_path"}}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"UNAVAILABLE", "SATURATED"})
    void keysThatCannotBeAskedAreUnavailableInItsEnvelope(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        503
                        Content-Type: application/json
                        X-Content-Type-Options: nosniff
                        X-Frame-Options: DENY
                        Referrer-Policy: no-referrer
                        {"error":{"message":"Authentication temporarily unavailable, please retry","type":"service_unavailable","code":"auth_unavailable"}}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"MASTER_KEY_NOT_CONFIGURED"})
    void managementWithoutAMasterKeyIsClosedInItsEnvelope(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        503
                        Content-Type: application/json
                        X-Content-Type-Options: nosniff
                        X-Frame-Options: DENY
                        Referrer-Policy: no-referrer
                        {"error":{"message":"Master key is not configured","type":"configuration_error","code":"master_key_not_configured"}}\
                        """);
    }
}
