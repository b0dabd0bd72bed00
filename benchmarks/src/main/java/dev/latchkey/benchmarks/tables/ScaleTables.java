package dev.latchkey.benchmarks.tables;

import java.util.List;
import java.util.Map;

/** What many keys cost. */
final class ScaleTables {
    private static final Map<String, String> SIZES =
            Map.of("10000", "10,000", "1000000", "1,000,000", "10000000", "10,000,000");
    private static final List<String> IN_ORDER = List.of("10000", "1000000", "10000000");

    private ScaleTables() {}

    static String memory(Results results) {
        Table table = new Table("", "bytes a key, loaded", "more after first use", "`authenticate`, ns");
        for (String size : IN_ORDER) {
            add(table, results, SIZES.get(size) + " of a ring, labels included", "memory.ring." + size);
            add(table, results, SIZES.get(size) + " without labels", "memory.unlabelled." + size);
            add(table, results, SIZES.get(size) + " without labels, two limits", "memory.limited." + size);
        }
        add(table, results, "1,000,000 in a `HashMap` of hex text, labels included", "memory.map.1000000");
        return table.toString();
    }

    private static void add(Table table, Results results, String what, String name) {
        table.row(
                what,
                Words.value(results.value(name + ".loaded")),
                name.startsWith("memory.map") ? "–" : Words.value(results.value(name + ".more-after-use")),
                name.startsWith("memory.map") ? "–" : Words.spread(results.find(name + ".authenticate")));
    }

    static String load(Results results) {
        Table table = new Table("1,000,000 entries of ring text", "by the bytes from the device", "ms");
        addLoad(table, results, "its bytes read from the device", "bytes-from-device");
        addLoad(table, results, "its bytes read from memory", "bytes-from-memory");
        addLoad(table, results, "`KeyRing.read`", "ring");
        addLoad(table, results, "naive reader", "naive");
        return table.toString();
    }

    private static void addLoad(Table table, Results results, String what, String reading) {
        String name = "load.1000000." + reading;
        table.row(
                what,
                Words.times(results.ratio(name, "load.1000000.bytes-from-device")),
                Words.spread(results.find(name)));
    }

    static String reload(Results results) {
        Table table = new Table("wait for a verdict, 1,000,000 keys", "p99.99, µs", "longest, ms", "collector, ms");
        for (String collector : List.of("g1", "zgc")) {
            String name = "reload." + collector + ".1000000.";
            String word = collector.equals("g1") ? "G1" : "ZGC";
            table.row(
                    word + ", nothing else going on",
                    Words.value(results.value(name + "quiet.p99.99")),
                    Words.value(results.value(name + "quiet.longest")),
                    "–");
            table.row(
                    word + ", while rings are reloaded",
                    Words.value(results.value(name + "reloading.p99.99")),
                    Words.value(results.value(name + "reloading.longest")),
                    Words.value(results.value(name + "reloading.collector")));
        }
        return table.toString();
    }

    static String garbage(Results results) {
        return "One thread that verifies all the while makes "
                + Words.value(results.value("reload.g1.1000000.quiet.garbage"))
                + " MB of garbage a second, at "
                + Words.value(results.value("reload.g1.1000000.quiet.verdicts"))
                + " verdicts a second.\n";
    }

    static String revocation(Results results) {
        Table table = new Table("revoked until refused", "first, ms", "ms, median (lowest–highest)");
        for (String size : List.of("1000000", "10000000")) {
            table.row(
                    "among " + SIZES.get(size) + " keys",
                    Words.value(results.value("revocation." + size + ".first")),
                    Words.spread(results.find("revocation." + size + ".visible")));
        }
        return table.toString();
    }
}
