package dev.latchkey.benchmarks.tables;

import java.util.List;

/** What a decision costs, step by step. */
final class DecisionTables {
    private static final String HASH = "by the bare hash";

    private DecisionTables() {}

    static String steps(Results results) {
        return new Ratios(results, "DecisionBenchmark", "DecisionBenchmark.bareSha256", HASH)
                .row("bare reused SHA-256", "bareSha256")
                .row("SHA-256 and one probe of a table", "bareSha256AndProbe")
                .row("scan", "scan")
                .row("scan, hash", "scanHash")
                .row("scan, hash, lookup", "scanHashLookup")
                .row("`authenticate`: accepted", "accepted")
                .row("`authenticate`: unknown", "unknown")
                .row("`authenticate`: malformed at its end", "malformed")
                .row("`authenticate`: malformed within", "malformedWithin")
                .row("`authenticate`: expired", "expired")
                .toString();
    }

    static String million(Results results) {
        return new Ratios(results, "MillionKeysBenchmark", "MillionKeysBenchmark.bareSha256", HASH)
                .row("bare reused SHA-256", "bareSha256")
                .row("SHA-256 and one probe of a table", "bareSha256AndProbe")
                .row("scan, hash, lookup", "scanHashLookup")
                .row("`authenticate`: accepted", "accepted")
                .row("`authenticate`: unknown", "unknown")
                .toString();
    }

    static String authorize(Results results) {
        return new Ratios(results, "AuthorizeBenchmark", "AuthorizeBenchmark.bareSha256", HASH)
                .row("bare reused SHA-256", "bareSha256")
                .row("one reading of the clock", "clock")
                .row("`authenticate`", "authenticate")
                .row("`authenticate`, `authorize`: nothing limited", "noLimits")
                .row("… two limits", "twoLimits")
                .row("… two limits, one of them used up", "limitUsedUp")
                .row("… two limits and a budget", "twoLimitsAndBudget")
                .row("… two limits and a budget, settled", "twoLimitsAndBudgetSettled")
                .toString();
    }

    static String profiles(Results results) {
        Ratios ratios = new Ratios(results, "ProfileBenchmark", "ProfileBenchmark.accepted[standard]", "by `standard`");
        for (String profile : List.of(
                "standard", "standard+hmac", "free-ai", "cloudflare", "transactional", "any-llm", "llm-gateway+hmac")) {
            ratios.row("`" + profile + "`: accepted", "accepted[" + profile + "]");
            ratios.row("`" + profile + "`: unknown", "unknown[" + profile + "]");
        }
        return ratios.toString();
    }

    static String threads(Results results) {
        Table table = new Table("", "two threads by one", "one thread, a µs", "two threads, a µs");
        addThreads(table, results, "`authenticate`, keys of their own", "authenticate");
        addThreads(table, results, "two limits, keys of their own", "twoLimits");
        addThreads(table, results, "two limits, one key", "oneKey");
        return table.toString();
    }

    private static void addThreads(Table table, Results results, String what, String method) {
        String one = "ThreadsBenchmark." + method + "OneThread";
        String two = "ThreadsBenchmark." + method + "TwoThreads";
        table.row(
                what,
                Words.times(results.ratio(two, one)),
                Words.spread(results.find(one)),
                Words.spread(results.find(two)));
    }
}
