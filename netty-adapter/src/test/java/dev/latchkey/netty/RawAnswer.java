package dev.latchkey.netty;

import java.util.List;

/** An answer as it came over the wire; fields are whole lines. */
record RawAnswer(int status, List<String> fields, String body) {

    /** The field's value, or empty text; the last of several. */
    String field(String name) {
        String found = "";
        for (String line : fields) {
            int colon = line.indexOf(':');
            if (line.substring(0, colon).equalsIgnoreCase(name)) {
                found = line.substring(colon + 1).strip();
            }
        }
        return found;
    }

    boolean has(String name) {
        return fields.stream().anyMatch(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1));
    }

    /** What an {@link EchoHost} saw. */
    List<String> seen() {
        return body.lines().toList();
    }

    String principal() {
        return seen().stream()
                .filter(line -> line.startsWith("principal "))
                .map(line -> line.substring("principal ".length()))
                .findFirst()
                .orElse("never reached the host");
    }
}
