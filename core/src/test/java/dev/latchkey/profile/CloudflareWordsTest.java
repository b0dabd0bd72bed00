package dev.latchkey.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cloudflare says, byte for byte, and its envelope around what it does not publish. */
class CloudflareWordsTest {
    private final Door door = new Door(Profiles.cloudflare());

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
                        {"success":false,"result":[],"messages":[],"error":[{"code":2009,"message":"Unauthorized"}]}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"ODD_PATH"})
    void anOddPathIsABadRequestWhoseCodeIsTheStatus(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        400
                        Content-Type: application/json
                        {"success":false,"result":[],"messages":[],"error":[{"code":400,"message":"The request path is not in its plain form. Send it without empty or dot segments, path parameters, backslashes or needless escapes."}]}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"UNAVAILABLE", "SATURATED"})
    void keysThatCannotBeAskedAreUnavailable(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        503
                        Content-Type: application/json
                        {"success":false,"result":[],"messages":[],"error":[{"code":503,"message":"Authentication temporarily unavailable, please retry"}]}\
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"MASTER_KEY_NOT_CONFIGURED"})
    void managementWithoutAMasterKeyIsClosed(Reason reason) {
        assertThat(Door.written(door.refusal(reason))).isEqualTo("""
                        503
                        Content-Type: application/json
                        {"success":false,"result":[],"messages":[],"error":[{"code":503,"message":"Master key is not configured"}]}\
                        """);
    }
}
