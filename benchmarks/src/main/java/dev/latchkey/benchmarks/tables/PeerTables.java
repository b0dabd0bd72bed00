package dev.latchkey.benchmarks.tables;

/** Ours beside what people use instead. */
final class PeerTables {
    private PeerTables() {}

    static String decisions(Results results) {
        Table table = new Table("", "accepted, by ours", "accepted, ns", "bytes", "refused, ns", "bytes");
        add(table, results, "Latchkey, two limits", "LATCHKEY");
        add(table, results, "Latchkey's servlet filter, two limits", "LATCHKEY_FILTER");
        add(table, results, "hand-written filter, Bucket4j's two bandwidths", "HAND_WRITTEN");
        add(table, results, "pac4j header client", "PAC4J_CLIENT");
        add(table, results, "pac4j header client in its security logic", "PAC4J_LOGIC");
        add(table, results, "Spring Security `AuthenticationFilter`", "SPRING_FILTER");
        add(table, results, "Apache Shiro bearer login", "SHIRO");
        add(table, results, "Spring Security bearer filter, introspector in memory", "SPRING_BEARER");
        add(table, results, "Spring Security whole chain, introspector in memory", "SPRING_CHAIN");
        add(table, results, "JWT HS256, nimbus-jose-jwt", "NIMBUS_HS256");
        add(table, results, "JWT HS256, java-jwt", "JAVA_JWT_HS256");
        add(table, results, "JWT RS256, nimbus-jose-jwt", "NIMBUS_RS256");
        add(table, results, "JWT RS256, java-jwt", "JAVA_JWT_RS256");
        add(table, results, "JWT ES256, nimbus-jose-jwt", "NIMBUS_ES256");
        add(table, results, "JWT ES256, java-jwt", "JAVA_JWT_ES256");
        return table.toString();
    }

    private static void add(Table table, Results results, String what, String peer) {
        String accepted = "PeersBenchmark.accepted[" + peer + "]";
        String refused = "PeersBenchmark.refused[" + peer + "]";
        table.row(
                what,
                Words.times(results.ratio(accepted, "PeersBenchmark.accepted[LATCHKEY]")),
                Words.spread(results.find(accepted)),
                Words.value(results.value(accepted + ":alloc")),
                Words.spread(results.find(refused)),
                Words.value(results.value(refused + ":alloc")));
    }

    static String limits(Results results) {
        return new Ratios(results, "LimitsBenchmark", "LimitsBenchmark.bucket4jTwoBandwidths", "by Bucket4j's two")
                .row("Latchkey `authorize`, nothing limited", "authorizeWithoutLimits")
                .row("Latchkey `authorize`, two limits", "authorizeTwoLimits")
                .row("Bucket4j, one bandwidth", "bucket4jOneBandwidth")
                .row("Bucket4j, two bandwidths", "bucket4jTwoBandwidths")
                .row("Resilience4j, one window", "resilience4jOneWindow")
                .row("Resilience4j, two limiters", "resilience4jTwoWindows")
                .row("Guava `RateLimiter`, one rate", "guavaOneRate")
                .toString();
    }

    static String hotKey(Results results) {
        return new Ratios(results, "HotKeyBenchmark", "HotKeyBenchmark.bucket4jOneBandwidth", "by Bucket4j's one")
                .row("Bucket4j, one bandwidth", "bucket4jOneBandwidth")
                .row("Bucket4j, two bandwidths", "bucket4jTwoBandwidths")
                .row("Latchkey `authorize`, two limits", "authorizeTwoLimits")
                .row("Latchkey `authenticate` and `authorize`, two limits", "decideTwoLimits")
                .toString();
    }
}
