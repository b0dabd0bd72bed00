package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.profile.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/troubleshooting.md} tells every refusal, and what it looks like to a client. */
class TroubleshootingPageTest {
    private static final Path PAGE = Path.of("..", "docs", "troubleshooting.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([A-Z_]+)` \\| (.+?) \\| (.+?) \\| (.+) \\|$", Pattern.MULTILINE);

    private final Authenticator gate = Authenticator.builder(Profiles.standard())
            .keys(TestKeys.holding(TestKeys.K))
            .build();

    @Test
    void everyReasonHasOneRowAndEveryRowAReason() throws IOException {
        assertThat(rows().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Reason.values()).map(Reason::name).toList());
    }

    @Test
    void everyRowTellsTheStatusAndTheCodeThatAClientSees() throws IOException {
        List<String> told =
                rows().map(row -> row.group(1) + ": " + row.group(2)).toList();
        List<String> seen = rows().map(row -> row.group(1) + ": " + answer(Reason.valueOf(row.group(1))))
                .toList();
        assertThat(told).isNotEmpty().isEqualTo(seen);
    }

    private static Stream<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(PAGE)).results();
    }

    private String answer(Reason reason) {
        Refusal refusal = gate.render(Denial.of(reason), TestRequest.get("/v1/x"));
        try {
            String code = new ObjectMapper()
                    .readTree(refusal.body())
                    .at("/error/code")
                    .textValue();
            return refusal.status() + " `" + code + "`";
        } catch (IOException e) {
            throw new AssertionError("a refusal that is no JSON", e);
        }
    }
}
