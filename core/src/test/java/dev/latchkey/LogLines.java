package dev.latchkey;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/**
 * Everything that is logged under {@code dev.latchkey} from its making until it is closed, TRACE included. At INFO that may
 * be the refusals of an earlier test's authenticator, which are summed up a minute later: whoever counts lines at that
 * level listens to a logger further down, or asks for those of this thread.
 */
public final class LogLines implements AutoCloseable {
    private final Logger logger;
    private final Level before;
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.getFormattedMessage();
            events.add(event);
        }
    };

    /** Listens from now on. */
    public LogLines() {
        this(Level.TRACE);
    }

    /** Listens from now on, down to this level. */
    public LogLines(Level level) {
        this("dev.latchkey", level);
    }

    /** Listens from now on to this logger and those below it, down to this level. */
    public LogLines(String name, Level level) {
        logger = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(name);
        before = logger.getLevel();
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.setLevel(level);
        logger.setAdditive(false);
        logger.addAppender(appender);
    }

    /** The lines of this level and above. */
    public List<String> from(Level level) {
        return lines(event -> event.getLevel().isGreaterOrEqual(level));
    }

    /** The lines of this level and above that this thread logged. */
    public List<String> ofThisThread(Level level) {
        String name = Thread.currentThread().getName();
        return lines(event -> event.getLevel().isGreaterOrEqual(level)
                && event.getThreadName().equals(name));
    }

    private List<String> lines(Predicate<ILoggingEvent> wanted) {
        return events.stream().filter(wanted).map(LogLines::line).toList();
    }

    private static String line(ILoggingEvent event) {
        String thrown = event.getThrowableProxy() == null
                ? ""
                : " " + event.getThrowableProxy().getClassName() + ": "
                        + event.getThrowableProxy().getMessage();
        return event.getLevel() + " " + event.getFormattedMessage() + thrown;
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(before);
    }
}
