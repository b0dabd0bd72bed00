package dev.latchkey.manage;

import dev.latchkey.key.LogText;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes changes hold: keeps them, lets this process see them, and tells whoever wants to know. */
final class Journal {
    private static final Logger log = LoggerFactory.getLogger("dev.latchkey.audit");

    private final KeyDirectory directory;
    private final List<ManagementListener> listeners;

    Journal(KeyDirectory directory, List<ManagementListener> listeners) {
        this.directory = directory;
        this.listeners = List.copyOf(listeners);
    }

    KeyRepository repository() {
        return directory.repository();
    }

    /** Whether the changes were kept; they hold in this process when this returns. */
    boolean commit(ChangeSet changes) {
        boolean kept = repository().commit(changes);
        if (kept) {
            directory.catchUp();
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
            } catch (RuntimeException e) {
                log.warn("A listener failed with {}", e.getClass().getName());
            }
        }
    }
}
