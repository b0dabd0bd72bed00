package dev.latchkey.benchmarks.tables;

import java.util.List;

/** What clients of a server notice. */
final class ServerTables {
    private ServerTables() {}

    static String throughput(Results results) {
        Table table = new Table("", "by those without", "requests a second", "p50, µs", "p99, µs");
        for (String server : List.of("jetty", "netty")) {
            add(table, results, server, "without", "without Latchkey");
            add(table, results, server, "accepted", "accepted");
            add(table, results, server, "limited", "accepted, with two limits that five headers tell of");
            add(table, results, server, "refused", "with two limits, refused");
        }
        return table.toString();
    }

    private static void add(Table table, Results results, String server, String variant, String what) {
        String name = "server." + server + "." + variant;
        table.row(
                (server.equals("jetty") ? "Jetty, " : "Netty, ") + what,
                variant.equals("without") ? "1 ×" : Words.spread(results.find(name + ".ratio")),
                Words.spread(results.find(name + ".throughput")),
                Words.spread(results.find(name + ".p50")),
                Words.spread(results.find(name + ".p99")));
    }
}
