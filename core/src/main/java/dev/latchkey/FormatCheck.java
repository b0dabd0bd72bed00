package dev.latchkey;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyFormat;
import org.jspecify.annotations.Nullable;

/** Whether a credential's text could be a key at all: the profile's shape, the scanner, and the checksum if asked for. */
final class FormatCheck {
    private static final Denied TOO_LONG = Denied.of(Reason.TOO_LONG);
    private static final Denied BAD_CHARACTERS = Denied.of(Reason.BAD_CHARACTERS);
    private static final Denied BAD_PREFIX = Denied.of(Reason.BAD_PREFIX);
    private static final Denied BAD_CHECKSUM = Denied.of(Reason.BAD_CHECKSUM);

    private final @Nullable KeyShape shape;
    private final @Nullable KeyFormat checksummed;

    FormatCheck(@Nullable KeyShape shape, @Nullable KeyFormat checksummed) {
        this.shape = shape;
        this.checksummed = checksummed;
    }

    /**
     * The refusal of a text that the scanner threw out: the profile's own words for its shape come first. Nothing is copied
     * of it.
     */
    Denied refuseMalformed(String text, int start, ApiKey.Scan scan) {
        if (shape != null) {
            if (!text.startsWith(shape.prefix(), start)) {
                return BAD_PREFIX;
            }
            int length = text.codePointCount(start, text.length());
            if (length < shape.minLength()) {
                return tooShort(length);
            }
        }
        return scan == ApiKey.Scan.TOO_LONG ? TOO_LONG : BAD_CHARACTERS;
    }

    /** Whether every well-formed text could be a key. */
    boolean asksNothing() {
        return shape == null && checksummed == null;
    }

    /** The refusal of a well-formed text, or null if it could be a key. */
    @Nullable Denied refuse(Credential credential) {
        Denied misshapen = refuseShape(credential);
        if (misshapen != null || checksummed == null) {
            return misshapen;
        }
        ApiKey key = credential.key();
        return checksummed.matches(key) && checksummed.checksumMatches(key) ? null : BAD_CHECKSUM;
    }

    private @Nullable Denied refuseShape(Credential credential) {
        if (shape == null) {
            return null;
        }
        if (!credential.startsWith(shape.prefix())) {
            return BAD_PREFIX;
        }
        if (credential.length < shape.minLength()) {
            return tooShort(credential.length);
        }
        return shape.base64urlOnly() && !credential.key().isBase64url() ? BAD_CHARACTERS : null;
    }

    private static Denied tooShort(int length) {
        return new Denied(new Denial(Reason.TOO_SHORT, Facts.none().withLength(length)));
    }
}
