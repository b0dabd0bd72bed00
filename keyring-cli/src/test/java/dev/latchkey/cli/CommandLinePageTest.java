package dev.latchkey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.cli.Operator.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/command-line.md} tells every command, and no page of {@code docs} one that does not exist. */
class CommandLinePageTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z-]+)` \\|(.+)\\|$", Pattern.MULTILINE);
    private static final Pattern LISTED = Pattern.compile("^  ([a-z][a-z-]+) +[A-Z]", Pattern.MULTILINE);
    private static final Pattern USE = Pattern.compile("latchkey-keyring ([a-z-]+)([^|\\n`]*)");
    private static final Pattern OPTION = Pattern.compile("--[a-z0-9-]+");

    @TempDir
    Path folder;

    private Operator operator;

    @BeforeEach
    void setUp() {
        operator = new Operator(folder);
    }

    @Test
    void everyCommandHasOneRowAndEveryRowACommand() throws IOException {
        List<String> commands = LISTED.matcher(operator.runsExactly().out())
                .results()
                .map(listed -> listed.group(1))
                .toList();
        assertThat(rows().map(row -> row.group(1))).isNotEmpty().containsExactlyInAnyOrderElementsOf(commands);
    }

    @Test
    void everyOptionOfARowIsOneOfItsCommand() throws IOException {
        assertThat(rows()).allSatisfy(row -> assertHas(row.group(1), row.group(2)));
    }

    @Test
    void everyCommandThatAPageShowsIsOneThatThereIsAndSoAreItsOptions() throws IOException {
        List<MatchResult> uses =
                pages().flatMap(page -> USE.matcher(page).results()).toList();
        assertThat(uses).isNotEmpty().allSatisfy(use -> assertHas(use.group(1), use.group(2)));
    }

    private void assertHas(String command, String text) {
        String help = help(command);
        assertThat(OPTION.matcher(text).results().map(MatchResult::group))
                .as(command)
                .allSatisfy(option -> assertThat(help).containsPattern(option + "[=\\s]"));
    }

    private static Stream<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(DOCS.resolve("command-line.md"))).results();
    }

    private static Stream<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(DOCS)) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(CommandLinePageTest::read)
                    .toList()
                    .stream();
        }
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code --help} says of a command; a command that does not exist has none. */
    private String help(String command) {
        Outcome outcome = operator.runsExactly(command, "--help");
        assertThat(outcome).extracting(Outcome::status, Outcome::err).containsExactly(0, "");
        return outcome.out();
    }
}
