package dev.latchkey.key;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

/** How large JSON may be that others wrote, and the words for JSON that is none. */
final class ManifestBounds {
    private static final int MAX_NUMBER = 32;

    private final int depth;
    private final int text;
    private final int name;
    private final JsonFactory json;

    /**
     * @param depth how many levels deep
     * @param text the most characters of a text
     * @param name the most characters of a member's name
     */
    ManifestBounds(int depth, int text, int name) {
        this.depth = depth;
        this.text = text;
        this.name = name;
        this.json = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(depth)
                        .maxStringLength(text)
                        .maxNameLength(name)
                        .maxNumberLength(MAX_NUMBER)
                        .maxDocumentLength(RegularFile.MAX_BYTES)
                        .build())
                .build();
    }

    /** What reads within these bounds, and refuses members that stand there twice. */
    JsonFactory json() {
        return json;
    }

    /** Without its cause, whose message holds pieces of what was read. */
    IllegalArgumentException refused(JsonProcessingException e) {
        String where = e.getLocation() == null
                ? ""
                : "line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ": ";
        if (e instanceof StreamConstraintsException) {
            return new IllegalArgumentException(where + "more than " + depth + " levels deep, or a text above " + text
                    + " characters, a name above " + name + " or a number above " + MAX_NUMBER);
        }
        boolean repeated = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate ");
        return new IllegalArgumentException(where + (repeated ? "a member stands there twice; keep one" : "not JSON"));
    }
}
