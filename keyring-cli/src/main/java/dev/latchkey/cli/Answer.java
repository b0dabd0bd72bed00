package dev.latchkey.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a command did: {@code name=value} lines, or one JSON object that may say more. */
final class Answer {
    private final Map<String, Object> lines = new LinkedHashMap<>();
    private final Map<String, Object> members = new LinkedHashMap<>();
    private String advice = "";

    /** Said in either form. */
    Answer say(String name, Object value) {
        lines.put(name, value);
        return sayInJson(name, value);
    }

    /** Said to programs only. */
    Answer sayInJson(String name, Object value) {
        members.put(name, value instanceof Number || value instanceof Boolean ? value : value.toString());
        return this;
    }

    /** A closing line for people. */
    Answer advise(String line) {
        advice = line;
        return this;
    }

    Map<String, Object> lines() {
        return lines;
    }

    Map<String, Object> members() {
        return members;
    }

    String advice() {
        return advice;
    }
}
