package dev.latchkey.benchmarks.server;

/** A server that answers 200 to whoever gets through, on a port that was free. */
interface RunningServer extends AutoCloseable {
    /** The port. */
    int port();

    @Override
    void close();
}
