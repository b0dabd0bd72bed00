package dev.latchkey.cli;

import static dev.latchkey.cli.Operator.A;
import static dev.latchkey.cli.Operator.NOW;
import static dev.latchkey.cli.Operator.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.cli.Operator.Outcome;
import dev.latchkey.key.KeyManifest;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RotateTest {
    @TempDir
    Path folder;

    private Operator operator;

    @BeforeEach
    void setUp() throws IOException {
        operator = new Operator(folder)
                .has(
                        entry(
                                "a",
                                A,
                                ", \"user\": \"u\", \"plan\": \"free\", \"access\": [{\"id\": \"no-o1\", \"rule_type\": \"deny_models\"}]"));
    }

    @Test
    void theNewKeyIsShownOnceAndTheOldOneIsGone() throws IOException {
        Outcome rotated = operator.runs("rotate", "--label", "a");
        assertThat(rotated.status()).isZero();
        assertThat(rotated.lines()).hasSize(4);
        assertThat(rotated.value("key")).matches("fai_[A-Za-z0-9_-]{43}");
        assertThat(operator.text())
                .contains(rotated.value("sha256"))
                .doesNotContain(A)
                .doesNotContain(rotated.value("key"));
    }

    @Test
    void theIdAndEverythingAttachedStay() {
        KeyRecord before = key();
        operator.runs("rotate", "--label", "a");
        assertThat(key().id()).isEqualTo(before.id());
        assertThat(key().user()).isEqualTo(before.user());
        assertThat(key().permits()).isEqualTo(before.permits());
        assertThat(key().permits().rules().rules().get(0).id()).contains("no-o1");
    }

    @Test
    void bothSecretsAreGoodWhileTheyOverlap() throws IOException {
        String first = operator.runs("generate", "--label", "b").value("key");
        Outcome rotated = operator.runs("rotate", "--label", "b", "--overlap", "PT24H");
        assertThat(rotated.value("old_until"))
                .isEqualTo(NOW.plus(Duration.ofDays(1)).toString());
        assertThat(accepts(first)).isTrue();
        assertThat(accepts(rotated.value("key"))).isTrue();
        operator.waits(Duration.ofDays(1));
        assertThat(accepts(first)).isFalse();
        assertThat(accepts(rotated.value("key"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "standard, gw_sk_[0-9A-Za-z]{40}",
        "transactional, gw_sk_[0-9A-Za-z]{24}",
        "any-llm, gw-[A-Za-z0-9_-]{64}",
        "free-ai, fai_[A-Za-z0-9_-]{43}",
        "llm-gateway, llmgtwy_[0-9A-Za-z]{40}"
    })
    void aKeyIsMintedInTheFormatAskedFor(String format, String pattern) {
        assertThat(operator.runs("rotate", "--label", "a", "--format", format).value("key"))
                .matches(pattern);
        assertThat(operator.runs("generate", "--label", "b", "--format", format).value("key"))
                .matches(pattern);
    }

    @Test
    void aFormatThatIsNoneIsTold() {
        assertThat(operator.runs("generate", "--label", "b", "--format", "cloudflare")
                        .err())
                .isEqualTo("--format: expected one of free-ai, standard, transactional, any-llm, llm-gateway\n");
    }

    @Test
    void anLlmGatewayKeySaysThatItsDigestIsNoHmac() {
        operator.runs("rotate", "--label", "a", "--format", "llm-gateway");
        assertThat(onlySecret().scheme()).contains("sha256");
    }

    @Test
    void aDigestThatTakesThePlaceOfAnHmacSaysWhatItIs() throws IOException {
        operator.has(entry("a", A, ", \"scheme\": \"hmac:x\""));
        operator.runs("rotate", "--label", "a");
        assertThat(onlySecret().scheme()).contains("sha256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"24h", "PT-1H", "P36501D"})
    void anOverlapThatCannotBeIsToldAndNothingChanges(String overlap) throws IOException {
        String before = operator.text();
        Outcome outcome = operator.runs("rotate", "--label", "a", "--overlap", overlap);
        assertThat(outcome.status()).isOne();
        assertThat(outcome.err()).startsWith("--overlap: expected an ISO 8601 duration, such as PT24H");
        assertThat(operator.text()).isEqualTo(before);
    }

    @Test
    void programsAreAnsweredInJson() {
        assertThat(operator.runs("rotate", "--label", "a", "--overlap", "PT1H", "--json")
                        .out())
                .matches("\\{\"label\":\"a\",\"key\":\"fai_[^\"]+\",\"sha256\":\"[0-9a-f]{64}\","
                        + "\"old_until\":\"2026-03-04T06:06:07.089Z\",\"manifest\":\"[^\"]+\"}\n");
    }

    private boolean accepts(String key) {
        return operator.giving(key + "\n").runs("verify").status() == 0;
    }

    private KeySecret onlySecret() {
        assertThat(key().secrets()).hasSize(1);
        return key().secrets().get(0);
    }

    private KeyRecord key() {
        return KeyManifest.read(operator.manifest).records().get(0);
    }
}
