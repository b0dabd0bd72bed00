package dev.latchkey.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What transactional says, byte for byte, and its envelope around what it does not publish. */
class TransactionalWordsTest {
    private final Door door = new Door(Profiles.transactional());

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
                "NOT_THE_MASTER_KEY",
                "BAD_PREFIX"
            })
    void everyCauseIsTheSame(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        401
                        Content-Type: application/json
                        {"error":{"code":"unauthorized","message":"Invalid or missing API key"}}\
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
                        {"error":{"code":"malformed_path","message":"The request path is not in its plain form. Send it without empty or dot segments, path parameters, backslashes or needless escapes."}}\
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
                        {"error":{"code":"auth_unavailable","message":"Authentication temporarily unavailable, please retry"}}\
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
                        {"error":{"code":"master_key_not_configured","message":"Master key is not configured"}}\
                        """);
    }
}
