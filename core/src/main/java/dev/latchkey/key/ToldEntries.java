package dev.latchkey.key;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The strict reading of a ring that goes on behind an entry that is not right, and tells each. */
final class ToldEntries implements RingEntries {
    private final StrictEntries strict;
    private final List<String> problems;

    /**
     * @param problems where they are told, in the order of the text
     */
    ToldEntries(List<String> problems, TextProgress progress) {
        this.strict = new StrictEntries(progress);
        this.problems = problems;
    }

    @Override
    public void entry(byte[] bytes, int from, int to, int position, boolean startsLine) {
        told(() -> strict.entry(bytes, from, to, position, startsLine));
    }

    @Override
    public void overlong(int position) {
        told(() -> strict.overlong(position));
    }

    @Override
    public boolean takesWholeLine(byte[] bytes, int from, int to) {
        return strict.takesWholeLine(bytes, from, to);
    }

    @Override
    public RingContent finish() {
        if (problems.isEmpty()) {
            told(strict::finish);
        }
        return new RingContent(List.of(), KeyTable.empty(), Optional.empty());
    }

    private void told(Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            problems.add(Objects.requireNonNullElse(e.getMessage(), "not as it should be"));
        }
    }
}
