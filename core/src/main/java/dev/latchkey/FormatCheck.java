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

    /** The refusal of a text that the scanner threw out: the profile's own words for its shape come first. */
    Denied refuseMalformed(Credential credential, ApiKey.Scan scan) {
        Denied misshapen = refuseShape(credential, scan);
        if (misshapen != null) {
            return misshapen;
        }
        return scan == ApiKey.Scan.TOO_LONG ? TOO_LONG : BAD_CHARACTERS;
    }

    /** Whether every well-formed text could be a key. */
    boolean asksNothing() {
        return shape == null && checksummed == null;
    }

    /** The refusal of a well-formed text, or null if it could be a key. */
    @Nullable Denied refuse(Credential credential) {
        Denied misshapen = refuseShape(credential, ApiKey.Scan.WELL_FORMED);
        if (misshapen != null || checksummed == null) {
            return misshapen;
        }
        ApiKey key = credential.key();
        return checksummed.matches(key) && checksummed.checksumMatches(key) ? null : BAD_CHECKSUM;
    }

    private @Nullable Denied refuseShape(Credential credential, ApiKey.Scan scan) {
        if (shape == null) {
            return null;
        }
        if (!credential.startsWith(shape.prefix())) {
            return BAD_PREFIX;
        }
        if (credential.length < shape.minLength()) {
            return new Denied(new Denial(Reason.TOO_SHORT, Facts.none().withLength(credential.length)));
        }
        return shape.base64urlOnly() && scan != ApiKey.Scan.TOO_LONG && !credential.isBase64url()
                ? BAD_CHARACTERS
                : null;
    }
}
