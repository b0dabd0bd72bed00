package dev.latchkey.benchmarks.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the page of tables. Arguments: the folder of results, the page. */
public final class PerformancePage {
    private final StringBuilder text = new StringBuilder();

    private PerformancePage() {}

    /** Reads what was measured and writes the page. */
    public static void main(String[] args) throws IOException {
        Results results = Results.in(Path.of(args[0]));
        Path page = Path.of(args[1]);
        Files.createDirectories(page.toAbsolutePath().getParent());
        Files.writeString(page, new PerformancePage().of(results));
    }

    private String of(Results results) throws IOException {
        text.append("# Performance\n\n");
        say("Made by `benchmarks/tables`; do not edit. `benchmarks/tables STAGE …` measures single stages anew"
                + " (`decisions`, `peers`, `servers`, `scale`) and keeps the newest results of the others;"
                + " `benchmarks/tables page` only writes this page.");
        say(
                "Ratios come first, because absolute times differ from machine to machine and from hour to hour. A figure is"
                        + " the median of all iterations in all forks, between the lowest and the highest of them. What was not"
                        + " measured is called " + Words.MISSING + ".");
        section("Machine", Machine.describe());
        section("Targets", Targets.table(results));
        say("[Where the time goes](where-the-time-goes.md) says why, by a profile.");
        section("A decision, step by step", DecisionTables.steps(results));
        say("10,000 keys that come up in turn, one thread.");
        section("With limits and a budget", DecisionTables.authorize(results));
        section("Among 1,000,000 keys", DecisionTables.million(results));
        say("Every key comes up before the first does again, and finds no record where the one before was.");
        section("Each profile", DecisionTables.profiles(results));
        section("Threads", DecisionTables.threads(results));
        addPeers(results);
        section("Through a server", ServerTables.throughput(results));
        say("Eight connections in a closed loop; clients and server share the machine, so that the clients' work is in"
                + " all rows. The variants take turns; the ratio is the median of the rounds'.");
        addScale(results);
        return text.toString();
    }

    private void addPeers(Results results) {
        section("What people use instead", PeerTables.decisions(results));
        say(
                "The same servlet request, the same 10,000 keys, digests only; no sessions. Tokens are checked for signature,"
                        + " issuer and time, and nobody asks whether they were revoked.");
        section("Limits alone", PeerTables.limits(results));
        say("10,000 callers who are known already, in turn.");
        section("One key and two threads", PeerTables.hotKey(results));
    }

    private void addScale(Results results) {
        section("Memory", ScaleTables.memory(results));
        say("What full collections leave on the heap. In the rows with two limits, first use counts against both;"
                + " in the others it is a verdict.");
        section("Loading", ScaleTables.load(results));
        say("From the device means past the system's cache of files.");
        section("Reloading", ScaleTables.reload(results));
        say(ScaleTables.garbage(results).strip());
        section("Revoking", ScaleTables.revocation(results));
    }

    private void section(String title, String table) {
        text.append("## ").append(title).append("\n\n").append(table).append('\n');
    }

    private void say(String paragraph) {
        text.append(paragraph).append("\n\n");
    }
}
