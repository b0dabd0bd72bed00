package dev.latchkey.servlet;

import static dev.latchkey.servlet.TestKeys.ALICE;
import static dev.latchkey.servlet.TestKeys.BOB;
import static dev.latchkey.servlet.TestKeys.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.KeyFormat;
import dev.latchkey.profile.Profiles;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The credential header, sent by hand. {@code K} stands for a good key. */
abstract class CredentialHeaderFacts extends ServerFacts {
    private int port;

    CredentialHeaderFacts(Container container) {
        super(container);
    }

    @BeforeAll
    void startHost() throws Exception {
        port = start(standard());
    }

    private RawAnswer ask(String... headerLines) throws Exception {
        return RawHttp.get(port, "/v1/echo", headerLines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer K", "bearer K", "BEARER K", "bEaReR K", "Bearer  K"})
    void acceptsTheSchemeInAnyCaseAndSeveralBlanks(String value) throws Exception {
        RawAnswer answer = ask("Authorization: " + value.replace("K", ALICE));
        assertThat(answer.seen("label")).containsExactly("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer K", "BEARER K", "Bearer  K"})
    void refusesAnotherCaseWhereTheProfileIsExact(String value) throws Exception {
        int exact = start(builder(Profiles.transactional()).build());
        assertThat(RawHttp.get(exact, "/v1/echo", "Authorization: " + value.replace("K", ALICE))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BearerK",
                "NoBearer K",
                "Bearer:K",
                "Bearer: K",
                "Bearer,K",
                "Bearer\tK",
                "Bearer",
                "Bearer ",
                "Bearer K extra",
                "Bearer K;x=1",
                "Bearer \"K\"",
                "K",
                ""
            })
    void refusesEveryOtherForm(String value) throws Exception {
        assertThat(ask("Authorization: " + value.replace("K", ALICE)).status()).isEqualTo(401);
    }

    @Test
    void acceptsTheSecondHeaderAlone() throws Exception {
        assertThat(ask("X-API-Key: " + BOB).seen("label")).containsExactly("bob");
    }

    @ParameterizedTest
    @ValueSource(strings = {ALICE, BOB})
    void refusesARepeatedHeaderAsAmbiguous(String second) throws Exception {
        assertThat(ask(bearer(ALICE), bearer(second)).status()).isEqualTo(400);
    }

    @Test
    void refusesTwoCredentialsThatDiffer() throws Exception {
        assertThat(ask(bearer(ALICE), "x-api-key: " + BOB).status()).isEqualTo(400);
    }

    @Test
    void acceptsTheSameCredentialInBothHeaders() throws Exception {
        assertThat(ask(bearer(ALICE), "x-api-key: " + ALICE).seen("label")).containsExactly("alice");
    }

    @Test
    void refusesAnotherSchemeBesideAGoodKey() throws Exception {
        assertThat(ask("Authorization: Basic YTpi", "x-api-key: " + ALICE).status())
                .isEqualTo(401);
    }

    @Test
    void passesOverAnotherSchemeWhereTheProfileDoes() throws Exception {
        int freeAi = start(builder(Profiles.freeAi()).build());
        assertThat(RawHttp.get(freeAi, "/v1/echo", "Authorization: Basic YTpi", "x-api-key: " + ALICE)
                        .seen("label"))
                .containsExactly("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/echo?api_key=K", "/v1/echo?access_token=K"})
    void ignoresAKeyInTheQuery(String target) throws Exception {
        assertThat(RawHttp.get(port, target.replace("K", ALICE)).status()).isEqualTo(401);
    }

    @Test
    void ignoresAKeyInACookie() throws Exception {
        assertThat(ask("Cookie: api_key=" + ALICE + "; Authorization=" + ALICE).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"K\0", "\0K", "K\r", "K\n", "K\r\n folded", "K\u007f", "K\u001b"})
    void refusesControlCharactersWhateverTheServerMakesOfThem(String value) throws Exception {
        RawAnswer answer = ask("x-api-key: " + value.replace("K", ALICE + "x"));
        assertThat(answer.status()).isIn(400, 401);
    }

    @ParameterizedTest
    @ValueSource(ints = {513, 4096})
    void refusesAKeyThatIsTooLong(int length) throws Exception {
        assertThat(ask(bearer(ALICE + "A".repeat(length - ALICE.length()))).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(ints = {64 << 10, 8 << 20})
    void refusesAHeaderThatNoServerTakes(int length) {
        String request = RawHttp.request("GET", "/v1/echo", bearer("A".repeat(length)));
        assertThat(statusOrClosed(port, request)).isIn(0, 400, 401, 413, 431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"K\u00e9", "\u00ef\u00bb\u00bfK", "\u00ef\u00bc\u00abey", "Ke\u00cc\u0081"})
    void refusesBytesBeyondAscii(String value) throws Exception {
        assertThat(ask(bearer(value.replace("K", ALICE))).status()).isIn(400, 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"' OR '1'='1", "${jndi:ldap://x}", "../../x", "*", "%00", "null"})
    void refusesTextThatWouldMeanSomethingElsewhere(String value) throws Exception {
        assertThat(ask("x-api-key: " + value).status()).isEqualTo(401);
    }

    @Test
    void refusesAPrefixInAnotherCase() throws Exception {
        assertThat(ask(bearer("GW_SK_" + ALICE.substring(6))).status()).isEqualTo(401);
    }

    @Test
    void tellsKeysApartThatShareTheirFirst64Characters() throws Exception {
        String shared = "gw_sk_" + "s".repeat(58);
        int two = start(dev.latchkey.Authenticator.builder(Profiles.standard())
                .keys(TestKeys.of(
                        TestKeys.record("one", shared + "1").build(),
                        TestKeys.record("two", shared + "2").build()))
                .build());
        List<String> labels = List.of(
                RawHttp.get(two, "/v1/echo", bearer(shared + "1")).seen("label").get(0),
                RawHttp.get(two, "/v1/echo", bearer(shared + "2")).seen("label").get(0));
        assertThat(labels).containsExactly("one", "two");
    }

    @Test
    void aRightChecksumIsNeverEnough() throws Exception {
        int checked = start(builder(Profiles.standard()).requireChecksum().build());
        String minted = KeyFormat.standard().mint().revealOnce();
        assertThat(RawHttp.get(checked, "/v1/echo", bearer(minted)).status()).isEqualTo(401);
    }
}
