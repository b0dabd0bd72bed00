package dev.latchkey.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.latchkey.Reason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The tokens of a body, one after the other; strings are passed over unless somebody asks for their text. */
final class Tokens {
    private final JsonParser parser;
    private final @Nullable StringLengths lengths;
    private JsonToken current = JsonToken.NOT_AVAILABLE;
    private @Nullable JsonToken ahead;
    private boolean isAhead;
    private int lastLength;

    Tokens(JsonParser parser, @Nullable StringLengths lengths) {
        this.parser = parser;
        this.lengths = lengths;
    }

    /** The next token; null at the end of the body. */
    @Nullable JsonToken next() throws IOException {
        @Nullable JsonToken next = isAhead ? ahead : advance();
        isAhead = false;
        current = next == null ? JsonToken.NOT_AVAILABLE : next;
        return next;
    }

    /** The token that {@link #next} gave last. */
    JsonToken current() {
        return current;
    }

    /** The name of the member that the current token is. */
    String name() throws IOException {
        return parser.currentName();
    }

    /** The text of the current value, which stands under that name. */
    String text(String name) throws IOException, BodyPeek.Unfit {
        try {
            return parser.getText();
        } catch (StreamConstraintsException e) {
            throw new BodyPeek.Unfit(Reason.MEMBER_MISTYPED, name);
        }
    }

    /** How many characters the current text has. */
    int length() throws IOException {
        ahead = advance();
        isAhead = true;
        return lastLength;
    }

    /** Passes over the current value and all that is in it. */
    void skip() throws IOException {
        if (!current.isStructStart()) {
            return;
        }
        for (int open = 1; open > 0; ) {
            @Nullable JsonToken next = next();
            if (next == null) {
                return;
            }
            open += next.isStructStart() ? 1 : next.isStructEnd() ? -1 : 0;
        }
    }

    /** A text ends where the parser has gone beyond it, and only then is it known how long it was. */
    private @Nullable JsonToken advance() throws IOException {
        boolean wasText = current == JsonToken.VALUE_STRING;
        @Nullable JsonToken next = parser.nextToken();
        if (lengths != null) {
            lastLength = wasText ? lengths.next() : 0;
            if (next == JsonToken.FIELD_NAME) {
                lengths.next();
            }
        }
        return next;
    }
}
