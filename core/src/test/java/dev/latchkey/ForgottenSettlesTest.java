package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ForgottenSettlesTest {
    private final LogLines log = new LogLines();
    private final ForgottenSettles forgotten = new ForgottenSettles();

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void aPathIsToldOnce() {
        forgotten.report("/v1/chat");
        forgotten.report("/v1/chat");
        assertThat(log.from(Level.WARN)).singleElement().asString().contains("/v1/chat: ");
    }

    @Test
    void whatCouldForgeALogLineIsEscaped() {
        forgotten.report("/a\r\nERROR\u001b[31m</script>");
        assertThat(log.from(Level.WARN))
                .singleElement()
                .asString()
                .contains("/a\\u000d\\u000aERROR\\u001b[31m\\u003c/script\\u003e: ");
    }

    @Test
    void pathsThatDifferOnlyBehindTheCutAreOne() {
        forgotten.report("/" + "a".repeat(200) + "1");
        forgotten.report("/" + "a".repeat(200) + "2");
        assertThat(log.from(Level.WARN)).hasSize(1);
    }

    @Test
    void clientsThatMakePathsUpAreNotToldAboutForEver() {
        for (int i = 0; i < 2 * ForgottenSettles.MOST_PATHS; i++) {
            forgotten.report("/v1/" + i);
        }
        assertThat(log.from(Level.WARN)).hasSize(ForgottenSettles.MOST_PATHS);
    }
}
