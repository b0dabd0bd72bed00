package dev.latchkey.manage;

import dev.latchkey.key.LogText;
import dev.latchkey.quota.TimeSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes changes hold: keeps them, lets this process see them, and tells whoever wants to know. */
final class Journal {
    private static final Logger log = LoggerFactory.getLogger("dev.latchkey.audit");

    private final KeyDirectory directory;
    private final TimeSource time;
    private final List<ManagementListener> listeners;

    Journal(KeyDirectory directory, TimeSource time, List<ManagementListener> listeners) {
        this.directory = directory;
        this.time = time;
        this.listeners = List.copyOf(listeners);
    }

    /** The instant that is written down, as precise as every repository keeps it. */
    Instant now() {
        return Instant.ofEpochSecond(0, time.epochNanos()).truncatedTo(ChronoUnit.MICROS);
    }

    KeyRepository repository() {
        return directory.repository();
    }

    /** Whether the changes were kept; they hold in this process when this returns. */
    boolean commit(ChangeSet changes) {
        changes.events().forEach(event -> Storable.text("actor", event.actor()));
        boolean kept = repository().commit(changes);
        if (kept) {
            directory.hold(changes);
            changes.events().forEach(this::tell);
        }
        return kept;
    }

    private void tell(ManagementEvent event) {
        log.info(
                "{} {} {} by {}: {}",
                event.subject(),
                LogText.of(event.id()),
                event.action(),
                LogText.of(event.actor()),
                event.changes().stream().map(FieldChange::field).toList());
        for (ManagementListener listener : listeners) {
            try {
                listener.changed(event);
            } catch (Throwable e) {
                // The change is made, and who made it must hear of it: a key's text is shown this once.
                log.warn("A listener failed with {}", e.getClass().getName());
            }
        }
    }
}
