package dev.latchkey.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows the tokens of one JSON object and takes down what is wanted, each at most once. Not thread-safe. */
final class WantedMembers {
    private static final String USER_ID = "user_id";

    private final Set<TopMember> wanted;
    private final Set<TopMember> seen = EnumSet.noneOf(TopMember.class);
    private final WantedValues values;
    private final TextCount text = new TextCount();
    private @Nullable TopMember member;
    private boolean atUserId;
    private boolean userIdSeen;
    private int depth;
    private boolean valueDue;
    private boolean complete;

    WantedMembers(Set<TopMember> wanted, FoundMembers found) {
        this.wanted = wanted;
        this.values = new WantedValues(found);
    }

    /** Whether the outermost object has been closed. */
    boolean complete() {
        return complete;
    }

    /**
     * Takes the token at which the parser stands.
     *
     * @param cut how many characters this token lacks, if it is a string
     */
    void take(JsonToken token, JsonParser json, int cut) throws IOException, MalformedBodyException {
        if (complete || (depth == 0 && token != JsonToken.START_OBJECT)) {
            throw new MalformedBodyException();
        }
        requireValueAfterName(token);
        switch (token) {
            case FIELD_NAME -> name(json);
            case END_OBJECT, END_ARRAY -> leave();
            default -> value(token, json, cut);
        }
    }

    /** The parser takes <code>{"a":}</code> for an empty object if the bytes are cut before the closing brace. */
    private void requireValueAfterName(JsonToken token) throws MalformedBodyException {
        if (valueDue && (token == JsonToken.FIELD_NAME || token.isStructEnd())) {
            throw new MalformedBodyException();
        }
        valueDue = token == JsonToken.FIELD_NAME;
    }

    private void name(JsonParser json) throws IOException, MalformedBodyException {
        if (depth == 1) {
            topName(json.currentName());
        } else if (member == TopMember.METADATA && depth == 2) {
            metadataName(json.currentName());
        } else if (inText()) {
            text.member(depth, json.currentName());
        }
    }

    private void topName(String name) throws MalformedBodyException {
        TopMember named = TopMember.named(name);
        member = named != null && wanted.contains(named) ? named : null;
        if (member != null && !seen.add(member)) {
            throw new MalformedBodyException();
        }
        text.topMember(inText());
    }

    private void metadataName(String name) throws MalformedBodyException {
        atUserId = name.equals(USER_ID);
        if (atUserId && userIdSeen) {
            throw new MalformedBodyException();
        }
        userIdSeen |= atUserId;
    }

    private void value(JsonToken token, JsonParser json, int cut) throws IOException, MalformedBodyException {
        if (inText()) {
            if (token == JsonToken.VALUE_STRING && text.counts(depth)) {
                values.text(json.getTextLength() + (long) cut);
            }
        } else if (depth == 1 && member != null) {
            values.take(member, token, json, cut);
        } else if (depth == 2 && member == TopMember.METADATA && atUserId) {
            values.takeUserId(token, json, cut);
        }
        if (token.isStructStart()) {
            enter(token);
        }
    }

    private void enter(JsonToken token) {
        depth++;
        if (inText()) {
            if (token == JsonToken.START_ARRAY) {
                text.array(depth);
            } else {
                text.object(depth);
            }
        }
    }

    private void leave() {
        depth--;
        complete = depth == 0;
    }

    private boolean inText() {
        return member != null && member.isText();
    }
}
