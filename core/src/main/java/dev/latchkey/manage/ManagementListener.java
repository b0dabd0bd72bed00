package dev.latchkey.manage;

/**
 * Is told of every change once it is kept. Called on the thread that made the change and before its maker is answered, so
 * an implementation is quick and thread-safe; what it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface ManagementListener {

    /** A change was made. */
    void changed(ManagementEvent event);
}
