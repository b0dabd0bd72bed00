package dev.latchkey.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ForgottenSettlesTest {
    private final LogCapture log = new LogCapture();
    private final ForgottenSettles forgotten = new ForgottenSettles();

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void aPathIsToldOnce() {
        forgotten.report("/v1/chat");
        forgotten.report("/v1/chat");
        assertThat(log.warnings()).singleElement().asString().startsWith("/v1/chat: ");
    }

    @Test
    void whatCouldForgeALogLineIsEscaped() {
        forgotten.report("/a\r\nERROR \u001b[31m\"<\\é");
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .startsWith("/a\\u000d\\u000aERROR\\u0020\\u001b[31m\\u0022\\u003c\\u005c\\u00e9: ");
    }

    @Test
    void aLongPathIsCutAt128Characters() {
        forgotten.report("/" + "a".repeat(127) + "b");
        assertThat(log.warnings()).singleElement().asString().startsWith("/" + "a".repeat(127) + ": ");
    }

    @Test
    void pathsThatDifferOnlyBehindTheCutAreOne() {
        forgotten.report("/" + "a".repeat(200) + "1");
        forgotten.report("/" + "a".repeat(200) + "2");
        assertThat(log.warnings()).hasSize(1);
    }

    @Test
    void clientsThatMakePathsUpAreNotToldAboutForEver() {
        for (int i = 0; i < 2 * ForgottenSettles.MOST_PATHS; i++) {
            forgotten.report("/v1/" + i);
        }
        assertThat(log.warnings()).hasSize(ForgottenSettles.MOST_PATHS);
    }
}
