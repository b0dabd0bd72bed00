package dev.latchkey;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A header that may carry the credential, and the form it has there. A profile lists its sources in order. Immutable
 * and thread-safe.
 */
public final class CredentialSource {

    /** How the credential stands in the header's value. */
    enum Form {
        /** The whole value. */
        RAW,
        /** Behind a scheme. */
        SCHEME,
        /** Behind a scheme, or the whole value where that does not start with the scheme. */
        OPTIONAL_SCHEME
    }

    private static final String BEARER = "Bearer";
    private static final String AS_USUAL = "Bearer ";
    private static final int MOST = 8;

    private final String header;
    private final Form form;
    private final boolean exact;
    private final boolean fallsThrough;
    private final boolean gatewayOnly;

    private CredentialSource(String header, Form form, boolean exact, boolean fallsThrough, boolean gatewayOnly) {
        this.header = header;
        this.form = form;
        this.exact = exact;
        this.fallsThrough = fallsThrough;
        this.gatewayOnly = gatewayOnly;
    }

    /**
     * {@code Bearer K} in this header, as RFC 9110, section 11.4, reads it: the scheme in any case, one or more blanks. A
     * value with another scheme is refused, even where a later source holds a good key.
     *
     * @throws IllegalArgumentException if {@code header} is no field name
     */
    public static CredentialSource bearer(String header) {
        return new CredentialSource(fieldName(header), Form.SCHEME, false, false, false);
    }

    /**
     * The header's whole value.
     *
     * @throws IllegalArgumentException if {@code header} is no field name
     */
    public static CredentialSource raw(String header) {
        return new CredentialSource(fieldName(header), Form.RAW, false, false, false);
    }

    /** The scheme only as written, {@code Bearer} and one blank. */
    public CredentialSource exactScheme() {
        return new CredentialSource(header, form, true, fallsThrough, gatewayOnly);
    }

    /** The scheme may be left out, and the whole value is then the credential. */
    public CredentialSource optionalScheme() {
        return new CredentialSource(header, Form.OPTIONAL_SCHEME, exact, fallsThrough, gatewayOnly);
    }

    /** A value with another scheme is passed over, and the next source is asked. */
    public CredentialSource passingOverOtherSchemes() {
        return new CredentialSource(header, form, exact, true, gatewayOnly);
    }

    /** The header is the gateway's alone: it never reaches the host, not even on open routes. */
    public CredentialSource gatewayOnly() {
        return new CredentialSource(header, form, exact, fallsThrough, true);
    }

    /** The header's name, as given. */
    public String header() {
        return header;
    }

    /** Whether the header never reaches the host. */
    public boolean isGatewayOnly() {
        return gatewayOnly;
    }

    /** Whether a scheme stands in front of the credential. */
    boolean hasScheme() {
        return form != Form.RAW;
    }

    boolean fallsThrough() {
        return fallsThrough;
    }

    /** How a client would write it: {@code Authorization: Bearer YOUR_KEY}. */
    String example() {
        return header + ": " + (form == Form.SCHEME ? BEARER + " " : "") + "YOUR_KEY";
    }

    /**
     * Where the credential begins in a value that is not empty, or -1 for another scheme. The result may be the value's
     * length: the scheme with nothing behind it.
     */
    int credentialStart(String value) {
        if (form == Form.RAW) {
            return 0;
        }
        int afterScheme = afterScheme(value);
        return afterScheme < 0 && form == Form.OPTIONAL_SCHEME ? 0 : afterScheme;
    }

    private int afterScheme(String value) {
        int at = BEARER.length();
        if (!value.startsWith(AS_USUAL)) {
            if (!value.regionMatches(!exact, 0, BEARER, 0, at)) {
                return -1;
            }
            if (at == value.length() || value.charAt(at) != ' ') {
                return at == value.length() ? at : -1;
            }
        }
        at++;
        while (!exact && at < value.length() && value.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    /**
     * @param owner whose sources these are, for the message
     * @throws IllegalArgumentException if there is none, more than eight, or one header twice
     */
    static void check(List<CredentialSource> sources, String owner) {
        long distinct = sources.stream()
                .map(source -> source.header.toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        if (sources.isEmpty() || sources.size() > MOST || distinct < sources.size()) {
            throw new IllegalArgumentException(owner + ": name 1 to 8 credential sources, each header once");
        }
    }

    private static String fieldName(String header) {
        if (!Header.isFieldName(header)) {
            throw new IllegalArgumentException("credential header: expected a field name such as x-api-key");
        }
        return header;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CredentialSource that
                && header.equalsIgnoreCase(that.header)
                && form == that.form
                && exact == that.exact
                && fallsThrough == that.fallsThrough
                && gatewayOnly == that.gatewayOnly;
    }

    @Override
    public int hashCode() {
        return Objects.hash(header.toLowerCase(Locale.ROOT), form, exact, fallsThrough, gatewayOnly);
    }

    @Override
    public String toString() {
        return example();
    }
}
