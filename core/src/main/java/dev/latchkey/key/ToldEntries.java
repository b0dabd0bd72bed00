package dev.latchkey.key;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The strict reading of a ring that goes on behind an entry that is not right, and tells each. */
final class ToldEntries implements RingEntries {
    private final StrictEntries strict;
    private final List<String> problems;

    /** By position. */
    private final SortedMap<Integer, String> found = new TreeMap<>();

    /**
     * @param problems where they are told, in the order of the text
     */
    ToldEntries(List<String> problems, TextProgress progress) {
        this.strict = new StrictEntries(progress);
        this.problems = problems;
    }

    @Override
    public void entry(byte[] bytes, int from, int to, int position, boolean startsLine) {
        try {
            strict.read(bytes, from, to, position, startsLine);
        } catch (IllegalArgumentException e) {
            found.put(position, message(e));
        }
    }

    @Override
    public void overlong(int position) {
        found.put(position, message(StrictEntries.tooLong(position)));
    }

    @Override
    public boolean takesWholeLine(byte[] bytes, int from, int to) {
        return strict.takesWholeLine(bytes, from, to);
    }

    @Override
    public RingContent finish() {
        strict.forEachRepeatedLabel((position, problem) -> found.put(position, message(problem)));
        problems.addAll(found.values());
        if (problems.isEmpty()) {
            finishStrictly();
        }
        return new RingContent(List.of(), KeyTable.empty(), Optional.empty());
    }

    private void finishStrictly() {
        try {
            strict.finish();
        } catch (IllegalArgumentException e) {
            problems.add(message(e));
        }
    }

    private static String message(IllegalArgumentException problem) {
        return Objects.requireNonNullElse(problem.getMessage(), "not as it should be");
    }
}
