package dev.latchkey.netty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which paths get into the log, and how. */
final class ForgottenSettlesTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/v1/chat, /v1/chat",
                "`/a\r\nb`, /a\\u000d\\u000ab",
                "`/\u001b[31m`, /\\u001b[31m",
                "/\"quoted\", /\\u0022quoted\\u0022",
                "/</script>, /\\u003c/script\\u003e",
                "/\u2028, /\\u2028"
            })
    void whatIsNotPlainIsEscaped(String path, String expected) {
        assertThat(ForgottenSettles.printable(path)).isEqualTo(expected);
    }

    @Test
    void pathIsToldOnce() {
        ForgottenSettles settles = new ForgottenSettles();
        try (WarnLines warnings = new WarnLines()) {
            settles.tell("/v1/told-once");
            settles.tell("/v1/told-once");
            assertThat(warnings.about("/v1/told-once")).hasSize(1);
        }
    }

    @Test
    void pathsThatAreToldAreLimited() {
        ForgottenSettles settles = new ForgottenSettles();
        try (WarnLines warnings = new WarnLines()) {
            for (int i = 0; i <= ForgottenSettles.MOST_PATHS; i++) {
                settles.tell("/v1/made-up/" + i);
            }
            assertThat(warnings.all()).hasSize(ForgottenSettles.MOST_PATHS);
        }
    }

    @Test
    void longPathIsCut() {
        String longest = "/" + "x".repeat(127);
        assertThat(ForgottenSettles.printable(longest)).isEqualTo(longest);
        assertThat(ForgottenSettles.printable(longest + "x")).isEqualTo(longest + "…");
    }
}
