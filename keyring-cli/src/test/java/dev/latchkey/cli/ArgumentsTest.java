package dev.latchkey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.cli.Operator.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    private static final String CANARY = "gw_sk_CanaryCanaryCanaryCanary";

    @TempDir
    Path folder;

    private Operator operator;

    @BeforeEach
    void setUp() {
        operator = new Operator(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "frobnicate, Unknown command: frobnicate",
        "--frobnicate, Unknown command: --frobnicate",
        "list extra, Unexpected argument: extra",
        "generate -x, Unexpected argument: -x",
        "list --colour red, Unexpected argument: --colour",
        "generate --label, Missing value for --label",
        "generate --label --json, Missing value for --label",
        "generate --label --other, Missing value for --label",
        "generate --label=, Missing value for --label",
        "add-hash --label a --sha256, Missing value for --sha256",
        "list --manifest, Missing value for --manifest",
        "list --manifest a --manifest b, --manifest is given twice: leave one of the two out",
        "import a b, Unexpected argument: b"
    })
    void whatCannotBeFollowedIsToldInOneLine(String arguments, String told) {
        assertThat(operator.runsExactly(arguments.split(" ", -1))).isEqualTo(new Outcome(1, "", told + "\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "verify %s",
                "verify --profile %s",
                "list %s",
                "generate --label %s --label %s",
                "generate --label /%s",
                "generate --label %s",
                "disable --label %s",
                "generate --label a --format %s",
                "add-hash --label a --sha256 %s",
                "rotate --label a --overlap %s",
                "expire --label a --at %s",
                "expire --label a --in %s"
            })
    void aKeyInTheWrongPlaceIsRefusedAndNotRepeated(String arguments) {
        Outcome outcome = operator.runs(arguments.replace("%s", CANARY).split(" ", -1)[0], rest(arguments));
        assertThat(outcome.status()).isOne();
        assertThat(outcome.out() + outcome.err()).isNotEmpty().doesNotContain(CANARY.substring(6, 16));
    }

    private static String[] rest(String arguments) {
        String all = arguments.replace("%s", CANARY);
        int blank = all.indexOf(' ');
        return blank < 0 ? new String[0] : all.substring(blank + 1).split(" ", -1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "help"})
    void theHelpTellsEveryCommand(String arguments) {
        Outcome outcome = operator.runsExactly(arguments.isEmpty() ? new String[0] : new String[] {arguments});
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .startsWith("Usage: latchkey-keyring")
                .contains(
                        "generate ", "add-hash ", "list ", "print-secret ", "upload ", "rotate ", "disable ", "enable ")
                .contains(
                        "expire ", "revoke ", "remove ", "import ", "verify ", "check ", "stats ", "generate-master ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rotate --help", "help rotate"})
    void aCommandHasAHelpOfItsOwn(String arguments) {
        assertThat(operator.runsExactly(arguments.split(" ", -1)).out())
                .startsWith("Usage: latchkey-keyring rotate")
                .contains("--overlap=DURATION", "PT24H", "--manifest=PATH");
    }

    @Test
    void theVersionIsTold() {
        assertThat(operator.runsExactly("--version").out()).startsWith("latchkey-keyring ");
    }

    @Test
    void aFileIsNotTakenForArguments() {
        assertThat(operator.runs("generate", "--label", "@" + folder.resolve("absent"))
                        .err())
                .startsWith("Label must be");
    }

    @Test
    void theCompletionOfAShellKnowsTheCommands() {
        Outcome outcome = operator.runsExactly("generate-completion");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("#!").contains("latchkey-keyring", "print-secret", "--overlap");
    }
}
