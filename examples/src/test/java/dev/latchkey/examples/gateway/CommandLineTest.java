package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.CredentialSource;
import dev.latchkey.Enforcement;
import dev.latchkey.GatewayProfile;
import dev.latchkey.TrustedProxies;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.RateAlgorithm;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void nothingMeansTheDefaults() throws Exception {
        assertThat(CommandLine.parse(List.of()))
                .contains(new Options(
                        Profiles.standard(),
                        ServerKind.JETTY,
                        8080,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Enforcement.ON,
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        TrustedProxies.none(),
                        Optional.empty()));
    }

    @Test
    void everyOptionIsTaken() throws Exception {
        assertThat(CommandLine.parse(List.of(
                        "--profile",
                        "any-llm",
                        "--server",
                        "netty",
                        "--port",
                        "0",
                        "--manifest",
                        "keys.json",
                        "--enforcement",
                        "observe",
                        "--base-path",
                        "/gw",
                        "--rate-limit-rpm",
                        "60",
                        "--guess-limit",
                        "100",
                        "--catalog",
                        "catalog.json")))
                .contains(new Options(
                        Profiles.anyLlm(),
                        ServerKind.NETTY,
                        0,
                        Optional.of(Path.of("keys.json")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Enforcement.OBSERVE,
                        "/gw",
                        Optional.of(RateLimit.of(60, RateWindow.MINUTE, RateAlgorithm.LOG)
                                .named("user-per-minute")),
                        Optional.of(RateLimit.of(100, RateWindow.MINUTE, RateAlgorithm.SLIDING)),
                        TrustedProxies.none(),
                        Optional.of(Path.of("catalog.json"))));
    }

    @Test
    void aValueMayStandBehindAnEqualsSign() throws Exception {
        assertThat(CommandLine.parse(List.of("--port=65535")).orElseThrow().port())
                .isEqualTo(65_535);
    }

    @Test
    void theCredentialHeaderTakesThePlaceOfCloudflares() throws Exception {
        GatewayProfile profile = CommandLine.parse(
                        List.of("--profile", "cloudflare", "--credential-header", "X-Gateway-Token"))
                .orElseThrow()
                .profile();
        assertThat(profile.credentials()).extracting(CredentialSource::header).containsExactly("X-Gateway-Token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--profile nobody",
                "--profile",
                "--profile=",
                "--server tomcat",
                "--server NETTY",
                "--port -1",
                "--port 65536",
                "--port 99999999999",
                "--port 80x",
                "--port",
                "--manifest",
                "--enforcement maybe",
                "--base-path gw",
                "--base-path /gw/",
                "--base-path /",
                "--base-path /a//b",
                "--base-path /a/../b",
                "--base-path /a?b",
                "--base-path /a%2fb",
                "--credential-header X-Token",
                "--profile standard --credential-header X-Token",
                "--profile cloudflare --credential-header X:Token",
                "--port 1 --port 2",
                "--rate-limit-rpm 0",
                "--rate-limit-rpm -1",
                "--rate-limit-rpm 1000001",
                "--rate-limit-rpm 1.5",
                "--rate-limit-rpm",
                "--guess-limit 0",
                "--guess-limit 1000001",
                "--guess-limit x",
                "--guess-limit",
                "--trusted-proxies",
                "--trusted-proxies 10.0.0.0/33",
                "--trusted-proxies 10.0.0.0/8,",
                "--trusted-proxies localhost",
                "--catalog",
                "--data",
                "--jdbc-url",
                "--jdbc-url jdbc:h2:mem:x",
                "--config",
                "--no-such-option",
                "stray"
            })
    void mistakesExitWithTwoAndOneLine(String line) throws Exception {
        Run run = Run.of(Map.of(), line.split(" "));
        assertThat(run.status() + " " + run.err().lines().count() + run.out()).isEqualTo("2 1");
    }

    @Test
    void aMessageNamesTheOptionAndWhatItTakes() throws Exception {
        assertThat(Run.of(Map.of(), "--server", "tomcat").err())
                .isEqualTo(
                        "latchkey-reference-gateway: --server: expected jetty or netty (--help lists every option)\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port canary-key",
                "--base-path canary-key",
                "canary-key",
                "--canary-key=1",
                "--profile canary-key",
                "--rate-limit-rpm canary-key",
                "--guess-limit canary-key",
                "--trusted-proxies canary-key",
                "--jdbc-url canary-key",
                "--config canary-key"
            })
    void aMessageNeverRepeatsWhatWasGiven(String line) throws Exception {
        assertThat(Run.of(Map.of(), line.split(" ")).err()).doesNotContain("canary-key");
    }

    @Test
    void helpListsEveryOptionWithItsDefaultAndExitsWithZero() throws Exception {
        Run run = Run.of(Map.of(), "--port", "7", "--help");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains(
                        "--profile NAME",
                        "--server jetty|netty",
                        "--port N",
                        "--manifest FILE",
                        "--data DIR",
                        "--jdbc-url URL",
                        "--config FILE",
                        "--enforcement on|off|observe",
                        "--base-path P",
                        "--credential-header NAME",
                        "--rate-limit-rpm N",
                        "--guess-limit N",
                        "--trusted-proxies CIDR,...",
                        "--catalog FILE",
                        "(default: 8080)",
                        "(default: cf-aig-authorization)");
    }
}
