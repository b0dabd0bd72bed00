package dev.latchkey.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.latchkey.BodyFormat;
import dev.latchkey.BodyMember;
import dev.latchkey.BodyNeed;
import dev.latchkey.Call;
import dev.latchkey.Denial;
import dev.latchkey.Facts;
import dev.latchkey.Reason;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON body (RFC 8259) to its end and takes out the members that are needed. What is needed has to stand there
 * at most once: a second one anywhere, also behind megabytes of messages, under an escaped name or under one that differs
 * in case only, which some upstreams take for the same, might be the one that the upstream believes.
 */
final class BodyPeek {
    private static final int LONGEST_TEXT = 4096;
    private static final int DEEPEST = 512;
    private static final int MOST_TOKEN_DIGITS = 9;
    private static final String METADATA = "metadata";
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_TEXT)
                    .build())
            .build();

    private final BodyNeed need;
    private final Map<String, BodyMember> wanted = new HashMap<>();
    private final Call.Builder call = Call.builder();
    private long characters;
    private long mostTokens = -1;

    BodyPeek(BodyNeed need) {
        this.need = need;
        boolean messages = need.format() == BodyFormat.MESSAGES;
        want(BodyMember.MODEL, "model");
        want(BodyMember.USER, messages ? METADATA : "user");
        want(BodyMember.PROJECT, "project_id");
        want(BodyMember.STREAM, "stream");
        want(BodyMember.MAX_TOKENS, "max_tokens");
        want(BodyMember.TEXT, "messages");
        if (messages) {
            want(BodyMember.TEXT, "system");
        } else {
            want(BodyMember.MAX_TOKENS, "max_completion_tokens");
        }
    }

    private void want(BodyMember member, String name) {
        if (need.members().contains(member)) {
            wanted.put(name, member);
        }
    }

    Call read(InputStream body) throws IOException {
        Reader text = new InputStreamReader(
                body,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        boolean counts = need.members().contains(BodyMember.TEXT);
        @Nullable StringLengths lengths = counts ? new StringLengths(text) : null;
        try (JsonParser parser = JSON.createParser(lengths == null ? text : lengths)) {
            object(new Tokens(parser, lengths));
            return call();
        } catch (Unfit e) {
            return Call.unreadable(e.denial);
        } catch (JsonProcessingException | CharacterCodingException | CharConversionException e) {
            return Call.unreadable(Denial.of(Reason.BODY_MALFORMED));
        }
    }

    private Call call() {
        if (need.members().contains(BodyMember.TEXT)) {
            call.inputCharacters(characters);
        }
        if (mostTokens >= 0) {
            call.maxOutputTokens(mostTokens);
        }
        return call.build();
    }

    private void object(Tokens json) throws IOException, Unfit {
        if (json.next() != JsonToken.START_OBJECT) {
            throw new Unfit(Reason.BODY_MALFORMED);
        }
        Set<String> found = new HashSet<>();
        while (json.next() != JsonToken.END_OBJECT) {
            String name = member(json.name(), wanted.keySet(), found, "");
            json.next();
            if (name == null) {
                json.skip();
            } else {
                value(name, json);
            }
        }
        if (json.next() != null) {
            throw new Unfit(Reason.BODY_MALFORMED);
        }
    }

    /** The one of these names that is meant, or null; refuses to be told it twice. */
    private static @Nullable String member(String name, Set<String> names, Set<String> found, String within)
            throws Unfit {
        for (String known : names) {
            if (known.equalsIgnoreCase(name)) {
                if (!known.equals(name) || !found.add(known)) {
                    throw new Unfit(Reason.MEMBER_REPEATED, within + known);
                }
                return known;
            }
        }
        return null;
    }

    private void value(String name, Tokens json) throws IOException, Unfit {
        switch (name) {
            case "model" -> ifText(name, json, call::model);
            case "user" -> ifText(name, json, call::user);
            case "project_id" -> ifText(name, json, call::project);
            case METADATA -> metadata(json);
            case "stream" -> stream(json);
            case "messages" -> messages(json);
            case "system" -> characters += content(json);
            default -> mostTokens(name, json);
        }
    }

    private interface Taking {
        @Nullable Object take(String text);
    }

    /** Null is as good as not there, as the clients mean it. */
    private static void ifText(String name, Tokens json, Taking taking) throws IOException, Unfit {
        if (json.current() == JsonToken.VALUE_NULL) {
            return;
        }
        if (json.current() != JsonToken.VALUE_STRING) {
            throw new Unfit(Reason.MEMBER_MISTYPED, name);
        }
        String text = json.text(name);
        if (!text.isEmpty()) {
            taking.take(text);
        }
    }

    private void metadata(Tokens json) throws IOException, Unfit {
        if (json.current() == JsonToken.VALUE_NULL) {
            return;
        }
        if (json.current() != JsonToken.START_OBJECT) {
            throw new Unfit(Reason.MEMBER_MISTYPED, METADATA);
        }
        Set<String> found = new HashSet<>();
        while (json.next() != JsonToken.END_OBJECT) {
            String name = member(json.name(), Set.of("user_id"), found, METADATA + ".");
            json.next();
            if (name == null) {
                json.skip();
            } else {
                ifText(METADATA + "." + name, json, call::user);
            }
        }
    }

    private void stream(Tokens json) throws Unfit {
        switch (json.current()) {
            case VALUE_TRUE -> call.streamed(true);
            case VALUE_FALSE, VALUE_NULL -> call.streamed(false);
            default -> throw new Unfit(Reason.MEMBER_MISTYPED, "stream");
        }
    }

    private void mostTokens(String name, Tokens json) throws IOException, Unfit {
        if (json.current() == JsonToken.VALUE_NULL) {
            return;
        }
        String digits = json.current() == JsonToken.VALUE_NUMBER_INT ? json.text(name) : "";
        if (digits.isEmpty() || digits.startsWith("-") || digits.length() > MOST_TOKEN_DIGITS) {
            throw new Unfit(Reason.MEMBER_MISTYPED, name);
        }
        mostTokens = Math.max(mostTokens, Long.parseLong(digits));
    }

    private void messages(Tokens json) throws IOException, Unfit {
        if (json.current() != JsonToken.START_ARRAY) {
            json.skip();
            return;
        }
        while (json.next() != JsonToken.END_ARRAY) {
            characters += textIn("content", json);
        }
    }

    /** The characters of that member of an object; none of anything else. */
    private static long textIn(String member, Tokens json) throws IOException {
        if (json.current() != JsonToken.START_OBJECT) {
            json.skip();
            return 0;
        }
        long sum = 0;
        while (json.next() != JsonToken.END_OBJECT) {
            boolean counts = json.name().equals(member);
            json.next();
            if (!counts) {
                json.skip();
            } else if (member.equals("content")) {
                sum += content(json);
            } else {
                sum += json.current() == JsonToken.VALUE_STRING ? json.length() : 0;
                json.skip();
            }
        }
        return sum;
    }

    /** Content is text, or a list of parts of which some have text. */
    private static long content(Tokens json) throws IOException {
        if (json.current() == JsonToken.VALUE_STRING) {
            return json.length();
        }
        if (json.current() != JsonToken.START_ARRAY) {
            json.skip();
            return 0;
        }
        long sum = 0;
        while (json.next() != JsonToken.END_ARRAY) {
            sum += textIn("text", json);
        }
        return sum;
    }

    /** A body that a decision cannot be made from. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Denial denial;

        Unfit(Reason reason) {
            this(Denial.of(reason));
        }

        Unfit(Reason reason, String member) {
            this(new Denial(reason, Facts.none().withMember(member)));
        }

        private Unfit(Denial denial) {
            super(null, null, false, false);
            this.denial = denial;
        }
    }
}
