package dev.latchkey;

import java.util.Optional;
import java.util.function.Function;

/** Text with places such as <code>{model}</code>, filled in one pass: what is put in is never looked at again. */
final class Template {
    private Template() {}

    /** The text with the values in place of the names that have one; every other brace stays as it is. */
    static String fill(String text, Function<String, Optional<String>> value) {
        StringBuilder filled = new StringBuilder(text.length());
        int from = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            Optional<String> found = value.apply(text.substring(open + 1, close));
            int end = found.isPresent() ? close + 1 : open + 1;
            filled.append(text, from, open).append(found.orElse("{"));
            from = end;
        }
        return filled.append(text, from, text.length()).toString();
    }
}
