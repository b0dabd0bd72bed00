package dev.latchkey.benchmarks.tables;

/** A table of one class of benchmarks: each by one of them first, then the times and what is allocated. */
final class Ratios {
    private final Results results;
    private final String benchmark;
    private final String floor;
    private final Table table;

    /**
     * @param benchmark the class
     * @param floor what the others are compared with, by its whole name
     * @param by that in words
     */
    Ratios(Results results, String benchmark, String floor, String by) {
        this.results = results;
        this.benchmark = benchmark;
        this.floor = floor;
        this.table = new Table("", by, "ns, median (lowest–highest)", "bytes");
    }

    Ratios row(String what, String method) {
        String name = benchmark + "." + method;
        table.row(
                what,
                Words.times(results.ratio(name, floor)),
                Words.spread(results.find(name)),
                Words.value(results.value(name + ":alloc")));
        return this;
    }

    @Override
    public String toString() {
        return table.toString();
    }
}
