package dev.latchkey.cli;

import static dev.latchkey.cli.Operator.A;
import static dev.latchkey.cli.Operator.B;
import static dev.latchkey.cli.Operator.NOW;
import static dev.latchkey.cli.Operator.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.cli.Operator.Outcome;
import dev.latchkey.key.KeyManifest;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key is switched off and on, given an end, revoked, removed. */
class KeyLifeTest {
    @TempDir
    Path folder;

    private Operator operator;

    @BeforeEach
    void setUp() throws IOException {
        operator = new Operator(folder).has(entry("a", A, ", \"user\": \"u\""), entry("b", B, ""));
    }

    @Test
    void aDisabledKeyIsInactiveUntilItIsEnabled() {
        assertThat(operator.runs("disable", "--label", "a"))
                .isEqualTo(new Outcome(0, "disabled=a\nmanifest=" + operator.manifest + "\n", ""));
        assertThat(key().status()).isEqualTo(KeyStatus.INACTIVE);
        assertThat(operator.runs("enable", "--label", "a").out()).startsWith("enabled=a\n");
        assertThat(key().status()).isEqualTo(KeyStatus.ACTIVE);
        assertThat(key().user()).contains("u");
    }

    @Test
    void aRevokedKeyIsDeletedAndStaysKnown() {
        assertThat(operator.runs("revoke", "--label", "a").out()).startsWith("revoked=a\n");
        assertThat(key().status()).isEqualTo(KeyStatus.DELETED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "enable", "rotate", "expire --never"})
    void aRevokedKeyNeverReturns(String command) {
        operator.runs("revoke", "--label", "a");
        String[] words = (command + " --label a").split(" ", 2);
        Outcome outcome = operator.runs(words[0], words[1].split(" ", -1));
        assertThat(outcome).isEqualTo(new Outcome(1, "", "a is revoked, and that is for good: generate a new key\n"));
        assertThat(key().status()).isEqualTo(KeyStatus.DELETED);
    }

    @Test
    void aRemovedKeyIsGone() throws IOException {
        assertThat(operator.runs("remove", "--label", "a").out()).startsWith("removed=a\n");
        assertThat(operator.text()).doesNotContain(A);
    }

    @Test
    void theOnlyKeyCannotBeRemoved() throws IOException {
        operator.has(entry("a", A, ""));
        Outcome outcome = operator.runs("remove", "--label", "a");
        assertThat(outcome.status()).isOne();
        assertThat(outcome.err()).contains("entries: empty");
        assertThat(operator.text()).contains(A);
    }

    @ParameterizedTest
    @CsvSource({
        "--at 2027-01-31T12:00:00+01:00, 2027-01-31T11:00:00Z",
        "--in PT36H, 2026-03-05T17:06:07.089Z",
        "--in P1D, 2026-03-05T05:06:07.089Z"
    })
    void aKeyIsGivenAnEnd(String when, Instant end) {
        assertThat(operator.runs("expire", ("--label a " + when).split(" ", -1)).out())
                .startsWith("expires=a\n");
        assertThat(key().expiresAt()).contains(end);
    }

    @Test
    void anEndIsTakenAway() {
        operator.runs("expire", "--label", "a", "--in", "P1D");
        operator.runs("expire", "--label", "a", "--never");
        assertThat(key().expiresAt()).isEmpty();
    }

    @Test
    void aKeyWhoseEndHasComeIsExpired() {
        operator.runs("expire", "--label", "a", "--in", "PT1H");
        assertThat(operator.runs("list").lines()).contains("a:" + A);
        operator.waits(Duration.ofHours(1));
        assertThat(operator.runs("list").lines()).contains("a:" + A + ":expired");
    }

    @ParameterizedTest
    @CsvSource({
        "'', expire takes one of",
        "--never --in P1D, expire takes one of",
        "--at 2027-01-31, --at: expected an ISO 8601 date and time with a zone",
        "--in tomorrow, --in: expected an ISO 8601 duration",
        "--in PT-1H, --in: expected an ISO 8601 duration",
        "--in P36501D, --in: expected an ISO 8601 duration"
    })
    void anEndThatCannotBeIsTold(String when, String told) {
        Outcome outcome = operator.runs("expire", ("--label a " + when).strip().split(" ", -1));
        assertThat(outcome.status()).isOne();
        assertThat(outcome.err()).startsWith(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "enable", "revoke", "remove", "rotate"})
    void aLabelThatIsNotThereIsTold(String command) throws IOException {
        String before = operator.text();
        assertThat(operator.runs(command, "--label", "c"))
                .isEqualTo(new Outcome(1, "", "No such label: c (list tells those there are)\n"));
        assertThat(operator.text()).isEqualTo(before);
    }

    @Test
    void programsAreAnsweredInJson() {
        assertThat(operator.runs("disable", "--label", "a", "--json").out())
                .isEqualTo("{\"disabled\":\"a\",\"manifest\":\"" + operator.manifest + "\"}\n");
    }

    @Test
    void whenTheManifestWasChangedStandsInIt() throws IOException {
        operator.runs("disable", "--label", "a");
        assertThat(operator.text()).contains("\"updated_at\": \"" + NOW + "\"");
    }

    @Test
    void aKeySaysWhichEnvironmentItIsForThroughItsWholeLife() {
        operator.runs("generate", "--label", "0", "--environment", "staging");
        operator.runs("rotate", "--label", "0", "--overlap", "PT1H");
        operator.runs("disable", "--label", "0");
        assertThat(key().label()).isEqualTo("0");
        assertThat(key().environment()).contains("staging");
    }

    @Test
    void aWordThatIsNoEnvironmentIsRefusedAndNothingIsWritten() throws IOException {
        String before = operator.text();
        Outcome outcome = operator.runs("generate", "--label", "c", "--environment", "PROD");
        assertThat(outcome.status()).isOne();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("environment: expected 1 to 32 characters")
                .doesNotContain("PROD");
        assertThat(operator.text()).isEqualTo(before);
    }

    private KeyRecord key() {
        return KeyManifest.read(operator.manifest).records().get(0);
    }
}
