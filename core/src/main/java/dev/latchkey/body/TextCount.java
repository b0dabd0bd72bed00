package dev.latchkey.body;

import java.util.BitSet;

/**
 * Which strings of a body are its text: those that stand in a text member itself, in its arrays, or in members named
 * {@code content} or {@code text} below it. Remembers one bit for each level of nesting. Not thread-safe.
 */
final class TextCount {
    private final BitSet counts = new BitSet();

    /** A member of the outermost object begins. */
    void topMember(boolean isText) {
        counts.set(1, isText);
    }

    /** A member of an inner object begins. */
    void member(int depth, String name) {
        counts.set(depth, name.equals("content") || name.equals("text"));
    }

    /** An array begins: its strings count where the array itself stands in for one. */
    void array(int depth) {
        counts.set(depth, counts.get(depth - 1));
    }

    /** An object begins: its strings count by their own names. */
    void object(int depth) {
        counts.clear(depth);
    }

    boolean counts(int depth) {
        return counts.get(depth);
    }
}
