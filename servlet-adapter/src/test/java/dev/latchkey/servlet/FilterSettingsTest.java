package dev.latchkey.servlet;

import static dev.latchkey.servlet.TestKeys.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Authenticator;
import dev.latchkey.Denied;
import dev.latchkey.Granted;
import dev.latchkey.Open;
import dev.latchkey.Request;
import dev.latchkey.Verdict;
import jakarta.servlet.ServletException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What init-params and the environment come to. */
final class FilterSettingsTest {
    private static final String RING = "alice:" + TestKeys.hash(ALICE).toHex();
    private static final Map<String, String> RING_VARIABLE = Map.of("GATEWAY_API_KEY_HASHES", RING);

    private static Authenticator opened(Map<String, String> params, Map<String, String> environment) {
        FilterSettings settings = FilterSettings.open(new MapFilterConfig(params), environment);
        settings.close();
        return settings.authenticator();
    }

    @Test
    void theVariableOfTheRingIsEnough() {
        Authenticator authenticator = opened(Map.of(), RING_VARIABLE);
        assertThat(authenticator.verify(ALICE)).isInstanceOf(Granted.class);
        assertThat(authenticator.profile().name()).isEqualTo("standard");
    }

    @Test
    void anInitParamStandsBeforeItsVariable() {
        String other = "bob:" + TestKeys.hash(TestKeys.BOB).toHex();
        Authenticator authenticator = opened(Map.of("key-hashes", other), RING_VARIABLE);
        assertThat(authenticator.verify(ALICE)).isInstanceOf(Denied.class);
        assertThat(authenticator.verify(TestKeys.BOB)).isInstanceOf(Granted.class);
    }

    @Test
    void aRingMayStandOnLinesOfItsOwn() {
        assertThat(opened(Map.of("key-hashes", "\n      " + RING + "\n    "), Map.of())
                        .verify(ALICE))
                .isInstanceOf(Granted.class);
    }

    @Test
    void aManifestIsReadFromItsPath(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("keys"), RING + "\n");
        assertThat(opened(Map.of("manifest", file.toString()), Map.of()).verify(ALICE))
                .isInstanceOf(Granted.class);
        assertThat(opened(Map.of(), Map.of("LATCHKEY_MANIFEST", file.toString()))
                        .verify(ALICE))
                .isInstanceOf(Granted.class);
    }

    @Test
    void theProfileComesFromEitherPlace() {
        assertThat(opened(Map.of("profile", "llm-gateway"), RING_VARIABLE)
                        .profile()
                        .name())
                .isEqualTo("llm-gateway");
        assertThat(opened(Map.of(), Map.of("LATCHKEY_PROFILE", "any-llm"))
                        .profile()
                        .name())
                .isEqualTo("any-llm");
    }

    @Test
    void cloudflaresHeaderMayBeNamed() {
        Authenticator authenticator =
                opened(Map.of("profile", "cloudflare", "credential-header", "Authorization"), RING_VARIABLE);
        assertThat(authenticator.profile().credentials())
                .singleElement()
                .satisfies(source -> assertThat(source.header()).isEqualTo("Authorization"));
    }

    @ParameterizedTest
    @CsvSource({"on, DENIED", "off, OFF", "observe, OBSERVED"})
    void enforcementIsSpelledInLowerCase(String value, String outcome) {
        Verdict verdict = opened(Map.of("enforcement", value), RING_VARIABLE).authenticate(new Get("/v1/echo"));
        assertThat(verdict.<String>fold(
                        granted -> "GRANTED", open -> open.reason().name(), denied -> "DENIED"))
                .isEqualTo(outcome);
    }

    @Test
    void openRoutesReplaceTheProfiles() {
        Authenticator authenticator = opened(Map.of("open-routes", "GET /status,\n  GET  /ready"), RING_VARIABLE);
        assertThat(authenticator.authenticate(new Get("/status"))).isInstanceOf(Open.class);
        assertThat(authenticator.authenticate(new Get("/ready"))).isInstanceOf(Open.class);
        assertThat(authenticator.authenticate(new Get("/health"))).isInstanceOf(Denied.class);
    }

    @Test
    void noneClosesEveryRoute() {
        assertThat(opened(Map.of("open-routes", "none"), RING_VARIABLE).authenticate(new Get("/health")))
                .isInstanceOf(Denied.class);
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0"})
    void identityHeadersAreSpelledOut(String value, int headers) {
        Verdict verdict =
                opened(Map.of("identity-headers", value), RING_VARIABLE).verify(ALICE);
        assertThat(((Granted) verdict).upstream().adds())
                .filteredOn(header -> header.name().equals("X-Latchkey-Key-Id"))
                .hasSize(headers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "manifset        | /x           | init-param manifset: not known; the known ones are profile,",
                "profile         | openai       | init-param profile: expected one of standard, free-ai,",
                "profile         | ' '          | init-param profile: is blank",
                "manifest        | /no/such     | init-param manifest: ",
                "key-hashes      | KEY:name     | init-param key-hashes: entry 1",
                "enforcement     | ON           | init-param enforcement: expected on, off or observe",
                "identity-headers| yes          | init-param identity-headers: expected true or false",
                "open-routes     | /health      | init-param open-routes: route: expected a method and a path",
                "open-routes     | GET /a,      | init-param open-routes: route: expected a method and a path",
                "open-routes     | GET /        | init-param open-routes: route path",
                "open-routes     | GET /a/*     | open route GET /a/*",
                "credential-header | X-Key      | init-param credential-header: only the cloudflare profile"
            })
    void everyMistakeIsOneClearSentenceOfTheFilter(String name, String value, String sentence) {
        LatchkeyFilter filter = new LatchkeyFilter(RING_VARIABLE);
        assertThatThrownBy(() -> filter.init(new MapFilterConfig(Map.of(name, value))))
                .isInstanceOf(ServletException.class)
                .hasMessageStartingWith("filter gate: ")
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LATCHKEY_MANIFEST", "LATCHKEY_PROFILE", "GATEWAY_API_KEY_HASHES"})
    void aVariableThatIsNamedButEmptyIsAMistake(String variable) {
        LatchkeyFilter filter = new LatchkeyFilter(Map.of(variable, " "));
        assertThatThrownBy(() -> filter.init(new MapFilterConfig(Map.of())))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining(variable);
    }

    @Test
    void noKeysAtAllIsAMistake() {
        LatchkeyFilter filter = new LatchkeyFilter(Map.of());
        assertThatThrownBy(() -> filter.init(new MapFilterConfig(Map.of()))).isInstanceOf(ServletException.class);
    }

    @Test
    void aRefusedRingIsNotRepeated() {
        LatchkeyFilter filter = new LatchkeyFilter(Map.of());
        assertThatThrownBy(() -> filter.init(new MapFilterConfig(Map.of("key-hashes", TestKeys.UNKNOWN))))
                .hasMessageNotContaining(TestKeys.UNKNOWN)
                .cause()
                .hasMessageNotContaining(TestKeys.UNKNOWN);
    }

    private record Get(String target) implements Request {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public List<String> headers(String name) {
            return List.of();
        }

        @Override
        public InetAddress peerAddress() {
            return InetAddress.getLoopbackAddress();
        }
    }
}
