package dev.latchkey.benchmarks.server;

import dev.latchkey.benchmarks.Checked;
import dev.latchkey.benchmarks.Durations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A closed loop: so many connections, each of which sends its next request when it has read the answer to the last one.
 * How long that took is therefore no waiting time under a given rate of arrivals, only what one exchange takes when as
 * many others are under way.
 */
final class Load implements AutoCloseable {
    private final ExecutorService clients;
    private final List<Connection> connections = new ArrayList<>();
    private final List<byte[]> requests;
    private final int expected;

    /** What a while of it came to. */
    record Result(double perSecond, double p50Micros, double p99Micros) {}

    Load(int port, int connections, List<byte[]> requests, int expectedStatus) throws IOException {
        this.clients = Executors.newFixedThreadPool(connections);
        for (int i = 0; i < connections; i++) {
            this.connections.add(new Connection(port));
        }
        this.requests = requests;
        this.expected = expectedStatus;
    }

    /** Sends for so long. */
    Result run(long nanos) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        List<Callable<Durations>> work = new ArrayList<>();
        for (int i = 0; i < connections.size(); i++) {
            Connection connection = connections.get(i);
            int first = i * (requests.size() / connections.size());
            work.add(() -> send(connection, first, start + nanos));
        }
        Durations all = new Durations();
        for (Future<Durations> one : clients.invokeAll(work)) {
            all.addAll(one.get());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Result(all.count() / seconds, all.percentile(0.5) / 1e3, all.percentile(0.99) / 1e3);
    }

    private Durations send(Connection connection, int first, long end) throws IOException {
        Durations durations = new Durations();
        int next = first;
        for (long now = System.nanoTime(); now - end < 0; ) {
            int status = connection.exchange(requests.get(next));
            Checked.that(status == expected, "expected status " + expected + ", found " + status);
            next = next + 1 == requests.size() ? 0 : next + 1;
            long after = System.nanoTime();
            durations.add(after - now);
            now = after;
        }
        return durations;
    }

    @Override
    public void close() throws IOException {
        clients.shutdownNow();
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
