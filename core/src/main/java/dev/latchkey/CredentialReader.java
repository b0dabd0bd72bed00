package dev.latchkey;

import dev.latchkey.key.ApiKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the one credential of a request, asking the sources in order. One for the profile and one for each route with
 * sources of its own.
 */
final class CredentialReader {
    private static final Credential NONE = Credential.refused(Reason.NO_CREDENTIAL);
    private static final Credential WRONG_SCHEME = Credential.refused(Reason.WRONG_SCHEME);
    private static final Credential EMPTY = Credential.refused(Reason.EMPTY_CREDENTIAL);
    private static final Credential AMBIGUOUS = Credential.refused(Reason.AMBIGUOUS_CREDENTIAL);

    /** How long a value may be before it is not even copied: the longest key, its scheme and some blanks. */
    private static final int LONGEST_COPIED = 1024;

    private final CredentialSource[] sources;
    private final boolean refusesAmbiguity;
    private final int masterSources;

    /**
     * @param master the headers in which a master key may stand, where it is good at all
     */
    CredentialReader(List<CredentialSource> sources, boolean refusesAmbiguity, List<CredentialSource> master) {
        this.sources = sources.toArray(CredentialSource[]::new);
        this.refusesAmbiguity = refusesAmbiguity;
        int mask = 0;
        for (int i = 0; i < this.sources.length; i++) {
            String header = this.sources[i].header();
            mask |= master.stream().anyMatch(source -> source.header().equalsIgnoreCase(header)) ? 1 << i : 0;
        }
        this.masterSources = mask;
    }

    /** The credential, or a refusal that says why there is none. */
    Credential read(Request request) {
        Credential missing = NONE;
        for (int i = 0; i < sources.length; i++) {
            CredentialSource source = sources[i];
            List<String> values = request.headers(source.header());
            if (isAbsent(values)) {
                continue;
            }
            if (values.size() > 1 && refusesAmbiguity) {
                return AMBIGUOUS;
            }
            String value = onlyValue(values);
            int start = source.credentialStart(value);
            if (start >= 0 && start < value.length()) {
                return found(request, i, value, start);
            }
            missing = start < 0 ? WRONG_SCHEME : EMPTY;
            if (!source.fallsThrough()) {
                return missing;
            }
        }
        return missing;
    }

    /** Every other source that would carry the credential's text to the host is consumed along with this one. */
    private Credential found(Request request, int index, String value, int start) {
        if (refusesAmbiguity && value.indexOf(',', start) >= 0) {
            return AMBIGUOUS;
        }
        int consumed = 1 << index;
        for (int i = 0; i < sources.length; i++) {
            List<String> others = i == index ? List.of() : request.headers(sources[i].header());
            if (isAbsent(others)) {
                continue;
            }
            if (refusesAmbiguity && i > index && !says(sources[i], others, value, start)) {
                return AMBIGUOUS;
            }
            if (holds(others, value, start)) {
                consumed |= 1 << i;
            }
        }
        return credential(value, start, consumed);
    }

    /** The credential that this value holds from {@code start} on. */
    static Credential credential(String value, int start, int consumed) {
        if (value.length() - start > LONGEST_COPIED) {
            return Credential.tooLong(value, start, consumed);
        }
        if (value.length() > LONGEST_COPIED) {
            return credential(value.substring(start), 0, consumed);
        }
        // Every character above U+00FF becomes '?', which is no token character: nothing is mistaken for a letter.
        return Credential.of(value.getBytes(StandardCharsets.ISO_8859_1), start, consumed);
    }

    /** Whether a credential that stood in these sources, or in none that is known, may be the master key. */
    boolean mayCarryMasterKey(int consumed) {
        return consumed == 0 || (consumed & masterSources) != 0;
    }

    /** The headers of these sources, in lower case. */
    List<String> headersOf(int consumed) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < sources.length; i++) {
            if ((consumed & 1 << i) != 0) {
                names.add(sources[i].header().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static boolean isAbsent(List<String> values) {
        return values.isEmpty() || (values.size() == 1 && values.get(0).isEmpty());
    }

    /** Repeated lines are the list that RFC 9110, section 5.3, says they are, and a list is never a key. */
    private static String onlyValue(List<String> values) {
        return values.size() == 1 ? values.get(0) : String.join(", ", values);
    }

    /** Whether this later source carries the very same credential. */
    private static boolean says(CredentialSource source, List<String> values, String value, int start) {
        if (values.size() > 1) {
            return false;
        }
        String other = values.get(0);
        int otherStart = source.credentialStart(other);
        return otherStart >= 0
                && other.length() - otherStart == value.length() - start
                && other.regionMatches(otherStart, value, start, value.length() - start);
    }

    /** A text too long to be a key is not searched for: it will be refused, and the search could take long. */
    private static boolean holds(List<String> values, String value, int start) {
        if (value.length() - start > ApiKey.MAX_LENGTH) {
            return false;
        }
        String credential = value.substring(start);
        for (String other : values) {
            if (other.contains(credential)) {
                return true;
            }
        }
        return false;
    }
}
