package dev.latchkey.key;

import java.nio.file.Path;

/** A watched file. */
public final class KeyFile implements KeySource, AutoCloseable {
    private KeyFile() {}

    /** Watches. */
    public static KeyFile watch(Path path, RingReading reading) {
        return new KeyFile();
    }

    @Override
    public KeyTable table() {
        return KeyTable.empty();
    }

    @Override
    public void close() {}
}
