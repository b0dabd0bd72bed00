package dev.latchkey.benchmarks.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All that was set out to be reached. */
final class Targets {
    private static final String TIMES = " ×";
    private static final String BYTES = " B";
    private static final String MILLIS = " ms";
    private static final String OURS = "PeersBenchmark.accepted[LATCHKEY]";

    private final List<Target> all = new ArrayList<>();

    private Targets() {
        addDecisions();
        addPeers();
        addThreads();
        addMemory();
        addLoading();
        addServers();
    }

    static String table(Results results) {
        Table table = new Table("what", "target", "measured", "");
        new Targets().all.forEach(target -> target.addTo(table, results));
        return table.toString();
    }

    private void addDecisions() {
        all.add(Target.atMost(1.8, TIMES, "accepted, `authenticate`, by the bare hash", byHash("accepted")));
        all.add(Target.atMost(2.1, TIMES, "accepted, with two limits, by the bare hash", authorized("twoLimits")));
        all.add(Target.atMost(
                2.6,
                TIMES,
                "accepted, with two limits and a budget, by the bare hash",
                authorized("twoLimitsAndBudget")));
        all.add(Target.atMost(1.7, TIMES, "unknown key, by the bare hash", byHash("unknown")));
        all.add(Target.atMost(
                0.4, TIMES, "malformed key, its flaw within, by the bare hash", byHash("malformedWithin")));
        all.add(Target.atMost(96, BYTES, "allocated, accepted", value("DecisionBenchmark.accepted:alloc")));
        all.add(Target.atMost(72, BYTES, "allocated, unknown", value("DecisionBenchmark.unknown:alloc")));
        all.add(Target.atMost(
                6,
                TIMES,
                "accepted among 1,000,000 keys of no order, by the bare hash",
                ratio("MillionKeysBenchmark.accepted", "MillionKeysBenchmark.bareSha256")));
    }

    private void addPeers() {
        addPeer("HAND_WRITTEN", 3, "hand-written filter with Bucket4j");
        addPeer("PAC4J_CLIENT", 3, "pac4j's header client");
        addPeer("SPRING_FILTER", 3, "Spring's `AuthenticationFilter`");
        addPeer("SHIRO", 6, "Shiro's login");
        addPeer("SPRING_BEARER", 12, "Spring's bearer filter");
        addPeer("NIMBUS_HS256", 12, "HS256 by nimbus-jose-jwt");
        addPeer("JAVA_JWT_HS256", 12, "HS256 by java-jwt");
        addPeer("SPRING_CHAIN", 40, "Spring's whole chain");
        addPeer("NIMBUS_RS256", 200, "RS256 by nimbus-jose-jwt");
        addPeer("JAVA_JWT_RS256", 200, "RS256 by java-jwt");
    }

    private void addPeer(String peer, double bound, String what) {
        all.add(Target.atLeast(
                bound,
                TIMES,
                what + ", by ours with two limits",
                ratio("PeersBenchmark.accepted[" + peer + "]", OURS)));
    }

    private void addThreads() {
        String threads = "ThreadsBenchmark.";
        all.add(Target.atLeast(
                1.9,
                TIMES,
                "`authenticate` by two threads with keys of their own, by one thread",
                ratio(threads + "authenticateTwoThreads", threads + "authenticateOneThread")));
        all.add(Target.atLeast(
                1.9,
                TIMES,
                "the same with two limits",
                ratio(threads + "twoLimitsTwoThreads", threads + "twoLimitsOneThread")));
        all.add(Target.atMost(
                1,
                TIMES,
                "two limits of one key by two threads, by Bucket4j's one bandwidth",
                ratio("HotKeyBenchmark.authorizeTwoLimits", "HotKeyBenchmark.bucket4jOneBandwidth")));
    }

    private void addMemory() {
        for (String keys : List.of("1000000", "10000000")) {
            String among = ", " + Words.chosen(Double.parseDouble(keys)) + " keys";
            all.add(Target.atMost(
                    80, BYTES, "a key without its label" + among, value("memory.unlabelled." + keys + ".loaded")));
            all.add(Target.atMost(
                    110, BYTES, "a ring's key with its label" + among, value("memory.ring." + keys + ".loaded")));
            all.add(Target.atMost(
                    64,
                    BYTES,
                    "more once its two limits are used" + among,
                    value("memory.limited." + keys + ".more-after-use")));
        }
        all.add(Target.atMost(
                100,
                MILLIS,
                "a revocation among 10,000,000 keys is visible after",
                value("revocation.10000000.visible")));
    }

    private void addLoading() {
        String load = "load.1000000.";
        all.add(Target.atMost(
                3,
                TIMES,
                "a ring of 1,000,000 entries loaded, by its bytes read from the device",
                ratio(load + "ring", load + "bytes-from-device")));
        all.add(Target.atLeast(2, TIMES, "a naive reader, by that", ratio(load + "naive", load + "ring")));
        all.add(Target.atMost(
                1,
                MILLIS,
                "the longest wait for a verdict while rings are reloaded",
                value("reload.zgc.1000000.reloading.longest")));
    }

    private void addServers() {
        all.add(Target.atLeast(
                0.97, TIMES, "requests through Jetty, by those without", value("server.jetty.accepted.ratio")));
        all.add(Target.atLeast(
                0.97, TIMES, "requests through Netty, by those without", value("server.netty.accepted.ratio")));
    }

    private static Function<Results, Optional<Double>> byHash(String method) {
        return ratio("DecisionBenchmark." + method, "DecisionBenchmark.bareSha256");
    }

    private static Function<Results, Optional<Double>> authorized(String method) {
        return ratio("AuthorizeBenchmark." + method, "AuthorizeBenchmark.bareSha256");
    }

    private static Function<Results, Optional<Double>> ratio(String one, String other) {
        return results -> results.ratio(one, other);
    }

    private static Function<Results, Optional<Double>> value(String name) {
        return results -> results.value(name);
    }
}
