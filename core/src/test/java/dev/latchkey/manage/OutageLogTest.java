package dev.latchkey.manage;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.latchkey.LogLines;
import dev.latchkey.TestClock;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is read of something that keeps failing. */
class OutageLogTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String FAILED = "WARN It fails: away";
    private static final String OVER = "INFO It works";

    private final TestClock clock = new TestClock();
    private final OutageLog outage = new OutageLog(LoggerFactory.getLogger("dev.latchkey.test"), clock);
    private final LogLines lines = new LogLines("dev.latchkey.test", Level.INFO);

    @AfterEach
    void close() {
        lines.close();
    }

    private void fail() {
        outage.failed("It fails", new RepositoryException("away", new IOException()));
    }

    private void work() {
        outage.over("It works");
    }

    @Test
    void itsBeginningAndItsEndAreToldOnce() {
        work();
        fail();
        fail();
        work();
        work();

        assertThat(lines.from(Level.INFO)).containsExactly(FAILED, OVER);
    }

    @Test
    void whileItLastsItIsToldOnceAMinute() {
        fail();
        clock.move(MINUTE.minusNanos(1));
        fail();
        assertThat(lines.from(Level.INFO)).containsExactly(FAILED);

        clock.move(Duration.ofNanos(1));
        fail();
        fail();
        assertThat(lines.from(Level.INFO)).containsExactly(FAILED, FAILED);
    }

    @Test
    void theNextOneIsToldAtOnce() {
        fail();
        work();
        fail();

        assertThat(lines.from(Level.INFO)).containsExactly(FAILED, OVER, FAILED);
    }
}
