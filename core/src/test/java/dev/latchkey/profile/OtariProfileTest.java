package dev.latchkey.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.CredentialSource;
import dev.latchkey.Denied;
import dev.latchkey.GatewayProfile;
import dev.latchkey.Granted;
import dev.latchkey.Reason;
import dev.latchkey.RefusalWords;
import dev.latchkey.TestKeys;
import dev.latchkey.TestRequest;
import dev.latchkey.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A profile is data: the successor of any-llm's gateway, derived by a host. */
class OtariProfileTest {
    private static final CredentialSource OTARI_KEY =
            CredentialSource.bearer("Otari-Key").exactScheme().optionalScheme();
    private static final CredentialSource AUTHORIZATION =
            CredentialSource.bearer("Authorization").exactScheme();
    private static final GatewayProfile OTARI = Profiles.anyLlm().toBuilder()
            .name("otari")
            .credentials(OTARI_KEY, AUTHORIZATION, CredentialSource.raw("x-api-key"))
            .masterKeyCredentials(OTARI_KEY, AUTHORIZATION)
            .anyShape()
            .refusal(
                    Reason.NO_CREDENTIAL,
                    new RefusalWords(401, "", "", "Missing Otari-Key, Authorization, or x-api-key header"))
            .build();
    private static final String K = TestKeys.K;

    private final Authenticator gate = Authenticator.builder(OTARI)
            .keys(TestKeys.holding(K))
            .masterKey(Door.MASTER)
            .build();

    private String refused(TestRequest request) {
        Verdict verdict = gate.authenticate(request);
        assertThat(verdict).isInstanceOf(Denied.class);
        return Door.written(gate.render(((Denied) verdict).denial(), request));
    }

    private static String detail(String words) {
        return "401\nContent-Type: application/json\nCache-Control: private, no-store, no-cache\nVary: Authorization\n"
                + "{\"detail\":\"" + words + "\"}";
    }

    @ParameterizedTest
    @CsvSource({"Otari-Key, Bearer ", "Otari-Key, ''", "Authorization, Bearer ", "x-api-key, ''"})
    void aKeyIsGoodInEachOfItsThreePlaces(String header, String scheme) {
        String prefix = scheme.isEmpty() ? "" : "Bearer ";
        assertThat(gate.authenticate(TestRequest.sending(header, prefix + K))).isInstanceOf(Granted.class);
    }

    @Test
    void noShapeIsAskedFor() {
        assertThat(refused(TestRequest.sending("Otari-Key", "short"))).isEqualTo(detail("Invalid API key"));
    }

    @Test
    void aMissingKeyIsToldItsThreePlaces() {
        assertThat(refused(TestRequest.get("/v1/x")))
                .isEqualTo(detail("Missing Otari-Key, Authorization, or x-api-key header"));
    }

    @Test
    void theFirstHeaderDecides() {
        TestRequest request = TestRequest.sending("Otari-Key", "unknown").with("Authorization", "Bearer " + K);
        assertThat(refused(request)).isEqualTo(detail("Invalid API key"));
    }

    @Test
    void authorizationStillAsksForItsScheme() {
        assertThat(refused(TestRequest.sending("Authorization", K)))
                .isEqualTo(detail("Invalid header format. Expected 'Bearer <token>'"));
    }

    @Test
    void theMasterKeyIsGoodInItsOwnHeaderWithAndWithoutTheScheme() {
        for (String value : new String[] {Door.MASTER, "Bearer " + Door.MASTER}) {
            TestRequest request = TestRequest.sending("Otari-Key", value);
            assertThat(gate.authenticate(request)).isInstanceOf(Granted.class);
            assertThat(gate.authenticateManagement(request)).isInstanceOf(Granted.class);
        }
    }

    @Test
    void anyLlmItselfStaysAsItWas() {
        assertThat(Profiles.anyLlm().credentials())
                .extracting(CredentialSource::header)
                .doesNotContain("Otari-Key");
    }
}
