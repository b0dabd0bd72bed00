package dev.latchkey.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON body as it arrives, for the few members that rules ask for, and to its very end, so that no second
 * {@code model} follows unseen.
 *
 * <p>The body must be one JSON object (RFC 8259) in UTF-8. Whatever two readers may understand in two ways is refused: a
 * byte-order mark, UTF-16, overlong or otherwise broken UTF-8, comments, a wanted member that stands there twice in
 * whatever spelling, text after the object. Nothing that is skipped is kept; of the rest at most 16,384 characters are.
 * No input makes it throw, and how the body is cut into pieces never changes the answer.
 *
 * <pre>{@code
 * BodyPeek peek = BodyPeek.of(EnumSet.of(BodyMember.MODEL), BodyPeek.DEFAULT_MAX_BYTES);
 * while (… && peek.feed(chunk)) { … }
 * BodyOutcome outcome = peek.finish();
 * }</pre>
 *
 * <p>For one body and one thread at a time; never blocks.
 */
public final class BodyPeek {
    /** The most bytes of a body that are read where nothing else is said: 4 MiB. */
    public static final int DEFAULT_MAX_BYTES = 4 << 20;

    /** How deep arrays and objects may nest, the outermost object included. */
    public static final int MAX_DEPTH = 1000;

    private static final int PIECE = 8192;
    private static final byte FIRST_OF_MARK = (byte) 0xEF;

    /** Names are not kept from one body to the next: a stranger must not fill a table that others share. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final int maxBytes;
    private final FoundMembers found = new FoundMembers();
    private final WantedMembers members;
    private final Utf8Check utf8 = new Utf8Check();
    private final LongStrings strings = new LongStrings();
    private final JsonParser json;
    private final ByteArrayFeeder feeder;
    private int seen;
    private boolean begun;
    private @Nullable BodyFailure failure;
    private @Nullable BodyOutcome outcome;

    private BodyPeek(Set<BodyMember> wanted, int maxBytes) throws IOException {
        this.maxBytes = maxBytes;
        this.members = new WantedMembers(TopMember.neededFor(wanted), found);
        this.json = JSON.createNonBlockingByteArrayParser();
        this.feeder = (ByteArrayFeeder) json.getNonBlockingInputFeeder();
    }

    /**
     * A reader of one body.
     *
     * @param wanted what to look for; all else is skipped, though it must be JSON
     * @param maxBytes the most bytes that are read, 1 or more; one more is {@link BodyFailure#TOO_LARGE}
     * @throws IllegalArgumentException if nothing is wanted or {@code maxBytes} is below 1
     */
    public static BodyPeek of(Set<BodyMember> wanted, int maxBytes) {
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("wanted: empty; let the body stream through where no rule needs it");
        }
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes: expected 1 or more, found " + maxBytes);
        }
        try {
            return new BodyPeek(wanted, maxBytes);
        } catch (IOException e) {
            throw new IllegalStateException("a parser without input cannot fail to read", e);
        }
    }

    /**
     * Reads the next bytes, those between position and limit; the buffer is left as it was and not kept.
     *
     * @return whether reading on makes sense; false once the body is refused, when {@link #finish()} says why
     */
    public boolean feed(ByteBuffer bytes) {
        if (failure != null || outcome != null) {
            return false;
        }
        int readable = Math.min(bytes.remaining(), maxBytes - seen);
        seen += readable;
        read(bytes, readable);
        if (failure == null && readable < bytes.remaining()) {
            fail(BodyFailure.TOO_LARGE);
        }
        return failure == null;
    }

    /** What the body says, once its last byte was fed. Asked again, it answers the same; no bytes are read after it. */
    public BodyOutcome finish() {
        if (outcome == null) {
            outcome = conclude();
        }
        return outcome;
    }

    private void read(ByteBuffer bytes, int readable) {
        if (bytes.hasArray()) {
            int from = bytes.arrayOffset() + bytes.position();
            read(bytes.array(), from, from + readable);
            return;
        }
        byte[] piece = new byte[Math.min(readable, PIECE)];
        for (int done = 0; done < readable && failure == null; done += PIECE) {
            int length = Math.min(PIECE, readable - done);
            bytes.get(bytes.position() + done, piece, 0, length);
            read(piece, 0, length);
        }
    }

    private void read(byte[] bytes, int from, int to) {
        try {
            if ((from < to && startsWithMark(bytes[from])) || !utf8.accepts(bytes, from, to)) {
                throw new MalformedBodyException();
            }
            parse(bytes, from, to);
        } catch (IOException | MalformedBodyException | RuntimeException e) {
            // Unchecked ones too: a fault of the parser that a stranger can provoke must refuse, not escape.
            fail(BodyFailure.MALFORMED);
        }
    }

    /** A byte-order mark, which the parser would pass over and another reader may not. */
    private boolean startsWithMark(byte next) {
        boolean first = !begun;
        begun = true;
        return first && next == FIRST_OF_MARK;
    }

    private void parse(byte[] bytes, int from, int to) throws IOException, MalformedBodyException {
        for (int at = from; at < to; ) {
            int end = strings.kept(bytes, at, to);
            if (end > at) {
                feeder.feedInput(bytes, at, end);
                takeTokens();
            }
            at = strings.leftOut(bytes, end, to);
        }
    }

    private void takeTokens() throws IOException, MalformedBodyException {
        JsonToken token = json.nextToken();
        while (token != null && token != JsonToken.NOT_AVAILABLE) {
            members.take(token, json, strings.cut());
            token = json.nextToken();
        }
    }

    private BodyOutcome conclude() {
        if (failure == null) {
            try {
                feeder.endOfInput();
                takeTokens();
            } catch (IOException | MalformedBodyException | RuntimeException e) {
                fail(BodyFailure.MALFORMED);
            }
        }
        close();
        if (failure != null) {
            return failure;
        }
        return members.complete() ? new BodyFacts(found) : BodyFailure.MALFORMED;
    }

    private void fail(BodyFailure why) {
        failure = why;
        close();
    }

    private void close() {
        try {
            json.close();
        } catch (IOException e) {
            throw new IllegalStateException("a parser without a stream has nothing to close", e);
        }
    }
}
