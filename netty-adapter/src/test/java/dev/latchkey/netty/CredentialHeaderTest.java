package dev.latchkey.netty;

import static dev.latchkey.netty.Keys.ALICE;
import static dev.latchkey.netty.Keys.BOB;
import static dev.latchkey.netty.RawClient.bearer;
import static dev.latchkey.netty.RawClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeyRing;
import dev.latchkey.profile.Profiles;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input in the credential header, byte for byte over a socket. */
final class CredentialHeaderTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.http1(Keys.authenticator(), EchoHost::new);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static int status(String... lines) throws IOException {
        return RawClient.ask(server, get("/v1/x", lines)).status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "bEaReR ", "Bearer  "})
    void schemeIsReadInAnyCaseAndWithMoreBlanks(String scheme) throws IOException {
        assertThat(status("Authorization: " + scheme + ALICE)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer ", "Bearer  "})
    void caseSensitiveProfileRefusesOtherSpellings(String scheme) throws IOException {
        try (TestServer strict = TestServer.http1(Keys.authenticator(Profiles.transactional()), EchoHost::new)) {
            assertThat(RawClient.ask(strict, get("/v1/x", "Authorization: " + scheme + ALICE))
                            .status())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "NoBearer ", "Bearer:", "Bearer: ", "Bearer,", "Bearer\t"})
    void otherSchemesAreRefused(String scheme) throws IOException {
        assertThat(status("Authorization: " + scheme + ALICE)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", ""})
    void schemeWithoutKeyIsRefused(String value) throws IOException {
        assertThat(status("Authorization: " + value)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"K extra", "K;x=1", "\"K\""})
    void anythingAroundTheKeyIsRefused(String value) throws IOException {
        assertThat(status("Authorization: Bearer " + value.replace("K", ALICE))).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {ALICE, BOB})
    void repeatedHeaderIsAmbiguous(String second) throws IOException {
        assertThat(status(bearer(ALICE), bearer(second))).isEqualTo(400);
    }

    @Test
    void twoDifferentCredentialsAreAmbiguous() throws IOException {
        assertThat(status(bearer(ALICE), "x-api-key: " + BOB)).isEqualTo(400);
    }

    @Test
    void theSameCredentialTwiceIsAccepted() throws IOException {
        assertThat(status(bearer(ALICE), "x-api-key: " + ALICE)).isEqualTo(200);
    }

    @Test
    void otherSchemeIsNotPassedOver() throws IOException {
        assertThat(status("Authorization: Basic dXNlcjpwYXNz", "x-api-key: " + ALICE))
                .isEqualTo(401);
    }

    @Test
    void profileThatFallsThroughAcceptsTheSecondHeader() throws IOException {
        try (TestServer freeAi = TestServer.http1(Keys.authenticator(Profiles.freeAi()), EchoHost::new)) {
            String request = get("/v1/x", "Authorization: Basic dXNlcjpwYXNz", "x-api-key: " + ALICE);
            assertThat(RawClient.ask(freeAi, request).principal()).isEqualTo("alice");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/x?api_key=K", "/v1/x?access_token=K"})
    void keysInTheQueryAreIgnored(String target) throws IOException {
        assertThat(RawClient.ask(server, get(target.replace("K", ALICE))).status())
                .isEqualTo(401);
    }

    @Test
    void keysInACookieAreIgnored() throws IOException {
        assertThat(status("Cookie: api_key=" + ALICE)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\r", "\n", "\r\n ", "\u000b", "\u007f"})
    void controlCharactersInsideTheKeyAreRefused(String odd) throws IOException {
        String key = ALICE.substring(0, 8) + odd + ALICE.substring(8);
        assertThat(status(bearer(key))).isIn(400, 401);
    }

    @ParameterizedTest
    @ValueSource(ints = {64 * 1024, 8 * 1024 * 1024})
    void hugeCredentialIsRefused(int length) throws Exception {
        try (RawClient client = new RawClient(server)) {
            // The server stops reading a head of such a size and may close while the rest is still on its way.
            Thread sender = client.sending(get("/v1/x", bearer("k".repeat(length))));
            assertThat(client.read().status()).isEqualTo(400);
            sender.join();
        }
    }

    @Test
    void credentialJustAboveTheCapIsRefused() throws IOException {
        assertThat(status(bearer("k".repeat(513)))).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "ÿ", "\u00a0"})
    void bytesOutsideAsciiAreRefused(String odd) throws IOException {
        assertThat(status(bearer(ALICE + odd))).isEqualTo(401);
    }

    @Test
    void caseOfTheKeyMatters() throws IOException {
        assertThat(status(bearer("A" + ALICE.substring(1)))).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"' OR '1'='1", "${jndi:x}", "../../x", "*"})
    void injectionsAreKeysLikeAnyOther(String key) throws IOException {
        assertThat(status(bearer(key))).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "two"})
    void keysWithALongCommonBeginningAreTwoIdentities(String end) throws IOException {
        String common = "k".repeat(64);
        Authenticator authenticator = Authenticator.builder(Profiles.standard())
                .keys(KeyRing.ofPlaintext("one", common + "one"))
                .keys(KeyRing.ofPlaintext("two", common + "two"))
                .build();
        try (TestServer both = TestServer.http1(authenticator, EchoHost::new)) {
            RawAnswer answer = RawClient.ask(both, get("/v1/x", bearer(common + end)));
            assertThat(answer.principal()).isEqualTo(end);
        }
    }

    @Test
    void rightChecksumIsNotEnough() throws IOException {
        String minted = KeyFormat.standard().mint().revealOnce();
        Authenticator authenticator = Authenticator.builder(Profiles.standard())
                .keys(Keys.source())
                .requireChecksum()
                .build();
        try (TestServer checking = TestServer.http1(authenticator, EchoHost::new)) {
            assertThat(RawClient.ask(checking, get("/v1/x", bearer(minted))).status())
                    .isEqualTo(401);
        }
    }
}
