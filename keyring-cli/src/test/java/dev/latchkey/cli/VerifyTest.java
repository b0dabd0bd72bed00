package dev.latchkey.cli;

import static dev.latchkey.cli.Operator.A;
import static dev.latchkey.cli.Operator.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.cli.Operator.Outcome;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyManifest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyTest {
    @TempDir
    Path folder;

    private Operator operator;
    private String key;

    @BeforeEach
    void setUp() {
        operator = new Operator(folder);
        key = operator.runs("generate", "--label", "a").value("key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", "\nmore"})
    void aGoodKeyIsReadFromStandardInput(String end) {
        String id = KeyManifest.read(operator.manifest).records().get(0).id().value();
        assertThat(operator.giving(key + end).runs("verify")).isEqualTo(new Outcome(0, "label=a\nid=" + id + "\n", ""));
    }

    @Test
    void aPersonIsAskedWithoutEcho() {
        Outcome outcome = operator.giving("never read").typing(key).runs("verify");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out() + outcome.err()).doesNotContain(key);
    }

    @Test
    void anotherKeyIsNotLetIn() {
        assertThat(operator.giving(key + "x").runs("verify"))
                .isEqualTo(new Outcome(1, "", "Not let in: unknown key\n"));
    }

    @Test
    void noKeyIsNoKey() {
        assertThat(operator.runs("verify").err()).isEqualTo("Not let in: no credential\n");
    }

    @Test
    void aKeyThatIsTooLongIsNotCutToFit() {
        assertThat(operator.giving("x".repeat(100_000)).runs("verify").err()).isEqualTo("Not let in: too long\n");
    }

    @Test
    void aDisabledKeyIsNotLetIn() {
        operator.runs("disable", "--label", "a");
        assertThat(operator.giving(key).runs("verify").err()).isEqualTo("Not let in: inactive key\n");
    }

    @Test
    void theRulesOfAProfileAreAskedFor() {
        assertThat(operator.giving(key)
                        .runs("verify", "--profile", "transactional")
                        .err())
                .isEqualTo("Not let in: bad prefix\n");
    }

    @Test
    void aHashUnderASecretNeedsThatSecret() throws IOException {
        HashScheme scheme = HashScheme.hmacSha256("a-secret-of-the-gateway");
        String digest = scheme.hash(ApiKey.parse(key)).toHex();
        operator.has(entry("h", digest, ", \"scheme\": \"" + scheme.name() + "\""));
        assertThat(operator.giving(key).runs("verify").status()).isOne();
        operator.with("GATEWAY_API_KEY_HASH_SECRET", "a-secret-of-the-gateway");
        assertThat(operator.giving(key).runs("verify").value("label")).isEqualTo("h");
    }

    @Test
    void programsAreAnsweredInJson() throws IOException {
        assertThat(operator.giving(key).runs("verify", "--json").out())
                .startsWith("{\"accepted\":true,\"label\":\"a\"");
        operator.has(entry("a", A, ""));
        assertThat(operator.giving(key).runs("verify", "--json"))
                .isEqualTo(new Outcome(1, "{\"accepted\":false,\"reason\":\"unknown_key\"}\n", ""));
    }
}
