package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.KeySource;
import dev.latchkey.profile.Profiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code standard} makes of the header that carries the credential. */
class CredentialHeaderTest {
    private static final String K = TestKeys.K;

    private final Authenticator gate = Authenticator.builder(Profiles.standard())
            .keys(TestKeys.holding(K, "another-migrated-key-98765"))
            .build();

    private Verdict sending(String name, String... values) {
        return gate.authenticate(TestRequest.sending(name, values));
    }

    private Reason refusal(String name, String... values) {
        Verdict verdict = sending(name, values);
        assertThat(verdict).isInstanceOf(Denied.class);
        return ((Denied) verdict).reason();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "bEaReR ", "Bearer  ", "Bearer     "})
    void theSchemeIsReadInAnyCaseWithOneBlankOrMore(String scheme) {
        assertThat(sending("Authorization", scheme + K)).isInstanceOf(Granted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization", "AUTHORIZATION", "x-api-key", "X-API-KEY"})
    void theHeaderIsNamedInAnyCase(String name) {
        String value = name.equalsIgnoreCase("x-api-key") ? K : "Bearer " + K;
        assertThat(sending(name, value)).isInstanceOf(Granted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer%s",
                "NoBearer %s",
                "Bearer:%s",
                "Bearer: %s",
                "Bearer,%s",
                "Bearer\t%s",
                "Bearer\u00a0%s",
                " Bearer %s",
                "Basic %s",
                "Token %s",
                "\uff22earer %s",
                "%s"
            })
    void anythingButTheSchemeIsAWrongScheme(String value) {
        assertThat(refusal("Authorization", value.formatted(K))).isEqualTo(Reason.WRONG_SCHEME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "bearer", "Bearer      "})
    void theSchemeAloneIsNoCredential(String value) {
        assertThat(refusal("Authorization", value)).isEqualTo(Reason.EMPTY_CREDENTIAL);
    }

    @Test
    void theEmptyTextIsNeverLookedUpEvenWhereItsDigestIsStored() {
        assertThat(refusal("Authorization", "")).isEqualTo(Reason.NO_CREDENTIAL);
        assertThat(refusal("x-api-key", "")).isEqualTo(Reason.NO_CREDENTIAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s extra",
                "%s;x=1",
                "\"%s\"",
                "%s ",
                "%s\t",
                "%s\0",
                "\0%s",
                "%s\r\nX-Injected: 1",
                "%s\n",
                "%s\r",
                "%s\r\n obs-fold",
                "%s\u007f",
                "%s\u00e9",
                "%s\u0301",
                "%s\u200b",
                "%s\ud83d\udd11",
                "' OR '1'='1",
                "${jndi:ldap://x}",
                "%s?",
                "<%s>"
            })
    void charactersThatNoKeyHasAreRefusedBeforeHashing(String credential) {
        String text = credential.contains("%s") ? credential.formatted(K) : credential;
        assertThat(refusal("Authorization", "Bearer " + text)).isEqualTo(Reason.BAD_CHARACTERS);
        assertThat(refusal("x-api-key", text)).isEqualTo(Reason.BAD_CHARACTERS);
    }

    @Test
    void fullWidthLettersAreNotTheLettersTheyLookLike() {
        StringBuilder wide = new StringBuilder();
        K.chars().forEach(c -> wide.append((char) (c - '!' + '\uff01')));
        assertThat(refusal("x-api-key", wide.toString())).isEqualTo(Reason.BAD_CHARACTERS);
    }

    @Test
    void charactersThatShareTheirLowByteWithAKeysAreNotMistakenForThem() {
        StringBuilder high = new StringBuilder();
        K.chars().forEach(c -> high.append((char) (c + 0x0100)));
        assertThat(refusal("x-api-key", high.toString())).isEqualTo(Reason.BAD_CHARACTERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "*", "MIGRATED-KEY-0123456789-ABCDEFGHIJ", "migrated-key-0123456789-ABCDEFGHI"})
    void textsThatCouldBeAKeyAreOnlyUnknown(String credential) {
        assertThat(refusal("Authorization", "Bearer " + credential)).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @ParameterizedTest
    @ValueSource(ints = {513, 1024, 1025, 64 * 1024, 8 * 1024 * 1024})
    void aTextLongerThanAKeyIsRefused(int length) {
        assertThat(refusal("Authorization", "Bearer " + "a".repeat(length))).isEqualTo(Reason.TOO_LONG);
        assertThat(refusal("x-api-key", "a".repeat(length))).isEqualTo(Reason.TOO_LONG);
    }

    @Test
    void aKeyOf512CharactersIsAKey() {
        String longest = "k".repeat(512);
        KeySource source = TestKeys.holding(longest);
        Authenticator wide =
                Authenticator.builder(Profiles.standard()).keys(source).build();
        assertThat(wide.authenticate(TestRequest.bearing(longest))).isInstanceOf(Granted.class);
    }

    @Test
    void keysThatShareTheirFirst64CharactersAreTwo() {
        String shared = "s".repeat(64);
        Authenticator two = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.holding(shared + "1", shared + "2"))
                .build();
        Granted first = (Granted) two.authenticate(TestRequest.bearing(shared + "1"));
        Granted second = (Granted) two.authenticate(TestRequest.bearing(shared + "2"));
        assertThat(first.principal().id()).isNotEqualTo(second.principal().id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/x?api_key=%s", "/v1/x?access_token=%s", "/v1/x?key=%s", "/v1/x?authorization=Bearer%%20%s"})
    void aKeyInTheQueryIsNoCredential(String target) {
        Verdict verdict = gate.authenticate(TestRequest.get(target.formatted(K)));
        assertThat(((Denied) verdict).reason()).isEqualTo(Reason.NO_CREDENTIAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Cookie", "Proxy-Authorization", "X-AnyLLM-Key", "Authorization-Token", "x_api_key", "api-key"})
    void aKeyInAnotherHeaderIsNoCredential(String name) {
        assertThat(refusal(name, K)).isEqualTo(Reason.NO_CREDENTIAL);
    }
}
