package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.profile.Profiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More than one credential where {@code standard} expects one. */
class AmbiguousCredentialTest {
    private static final String A = TestKeys.K;
    private static final String B = "another-migrated-key-98765";

    private final Authenticator gate = Authenticator.builder(Profiles.standard())
            .keys(TestKeys.holding(A, B))
            .build();

    private Reason refusal(TestRequest request) {
        Verdict verdict = gate.authenticate(request);
        assertThat(verdict).isInstanceOf(Denied.class);
        return ((Denied) verdict).reason();
    }

    @Test
    void twoLinesOfTheHeaderAreRefusedEvenWhenEqual() {
        assertThat(refusal(TestRequest.sending("Authorization", "Bearer " + A, "Bearer " + A)))
                .isEqualTo(Reason.AMBIGUOUS_CREDENTIAL);
        assertThat(refusal(TestRequest.sending("Authorization", "Bearer " + A, "Bearer " + B)))
                .isEqualTo(Reason.AMBIGUOUS_CREDENTIAL);
        assertThat(refusal(TestRequest.sending("x-api-key", A, A))).isEqualTo(Reason.AMBIGUOUS_CREDENTIAL);
    }

    @Test
    void aGoodLineBesideAnEmptyOneIsARepeatedHeader() {
        assertThat(refusal(TestRequest.sending("Authorization", "", "Bearer " + A)))
                .isEqualTo(Reason.AMBIGUOUS_CREDENTIAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer %s,%s", "Bearer %s, Bearer %s", "Bearer ,%s%s", "Bearer %s%s,"})
    void aListWhereOneValueBelongsIsRefused(String value) {
        assertThat(refusal(TestRequest.sending("Authorization", value.formatted(A, B))))
                .isEqualTo(Reason.AMBIGUOUS_CREDENTIAL);
    }

    @Test
    void twoHeadersWithDifferentKeysAreRefused() {
        assertThat(refusal(TestRequest.bearing(A).with("x-api-key", B))).isEqualTo(Reason.AMBIGUOUS_CREDENTIAL);
    }

    @Test
    void theSecondHeaderIsReadInItsOwnForm() {
        assertThat(refusal(TestRequest.bearing(A).with("x-api-key", "Bearer " + A)))
                .isEqualTo(Reason.AMBIGUOUS_CREDENTIAL);
    }

    @Test
    void aRepeatedSecondHeaderIsRefused() {
        assertThat(refusal(TestRequest.bearing(A).with("x-api-key", A, A))).isEqualTo(Reason.AMBIGUOUS_CREDENTIAL);
    }

    @Test
    void twoHeadersWithTheSameKeyAreOneCredential() {
        assertThat(gate.authenticate(TestRequest.bearing(A).with("x-api-key", A)))
                .isInstanceOf(Granted.class);
    }

    @Test
    void anEmptyHeaderIsNoSecondCredential() {
        assertThat(gate.authenticate(TestRequest.bearing(A).with("x-api-key", "")))
                .isInstanceOf(Granted.class);
    }

    @Test
    void aWrongSchemeIsRefusedEvenBesideAGoodKey() {
        assertThat(refusal(TestRequest.sending("Authorization", "Basic dTpw").with("x-api-key", A)))
                .isEqualTo(Reason.WRONG_SCHEME);
    }

    @Test
    void aDifferenceOf8MebibytesIsRefusedAtOnce() {
        assertThat(refusal(TestRequest.bearing("a".repeat(8 << 20)).with("x-api-key", "a".repeat((8 << 20) - 1) + "b")))
                .isEqualTo(Reason.AMBIGUOUS_CREDENTIAL);
    }
}
