package dev.latchkey.body;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Bodies, read whole or in pieces. */
final class Bodies {
    static final Set<BodyMember> ALL = EnumSet.allOf(BodyMember.class);

    private Bodies() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes as they stand, one for each character up to U+00FF. */
    static byte[] raw(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static BodyOutcome read(String text) {
        return read(bytes(text));
    }

    static BodyOutcome read(byte[] body) {
        return read(ALL, body, body.length + 1);
    }

    static BodyOutcome read(Set<BodyMember> wanted, String text) {
        return read(wanted, bytes(text), BodyPeek.DEFAULT_MAX_BYTES);
    }

    /** What comes of a body that arrives in pieces of this size; each piece is overwritten once it was fed. */
    static BodyOutcome read(Set<BodyMember> wanted, byte[] body, int piece) {
        return read(BodyPeek.of(wanted, BodyPeek.DEFAULT_MAX_BYTES), body, piece);
    }

    static BodyOutcome read(BodyPeek peek, byte[] body, int piece) {
        for (int at = 0; at < body.length; at += piece) {
            byte[] bytes = Arrays.copyOfRange(body, at, Math.min(body.length, at + piece));
            peek.feed(ByteBuffer.wrap(bytes));
            Arrays.fill(bytes, (byte) '"');
        }
        return peek.finish();
    }

    static BodyFacts facts(String text) {
        return facts(read(text));
    }

    static BodyFacts facts(BodyOutcome outcome) {
        return outcome.fold(facts -> facts, failure -> {
            throw new AssertionError("refused as " + failure);
        });
    }

    /** Two outcomes are the same when everything that can be asked of them is. */
    static String described(BodyOutcome outcome) {
        return outcome.fold(
                facts -> facts.model() + " " + facts.user() + " " + facts.metadataUserId() + " " + facts.projectId()
                        + " " + facts.stream() + " " + facts.maxTokens() + " " + facts.textLength(),
                Enum::name);
    }
}
