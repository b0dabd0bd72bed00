package dev.latchkey;

import dev.latchkey.key.ApiKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one credential of a request, asking the sources in order. One for the profile and one for each route with
 * sources of its own.
 */
final class CredentialReader {
    private static final Denied NONE = Denied.of(Reason.NO_CREDENTIAL);
    private static final Denied WRONG_SCHEME = Denied.of(Reason.WRONG_SCHEME);
    private static final Denied EMPTY = Denied.of(Reason.EMPTY_CREDENTIAL);
    private static final Denied AMBIGUOUS = Denied.of(Reason.AMBIGUOUS_CREDENTIAL);

    /** Decides about the credential; called on, rather than returned to, so that nothing need be made to hold it. */
    interface Judge {
        /** About one that could be a key: the bytes from this index on. */
        Verdict judge(byte[] bytes, int from, int consumed, CredentialReader reader, Trying trying);

        /** About one that no key looks like: the text from this index on. */
        Verdict refuse(String malformed, int start, ApiKey.Scan scan);
    }

    private final CredentialSource[] sources;
    private final boolean refusesAmbiguity;
    private final int masterSources;

    /** The way that was found last; it knows those before it. Ways are immutable, and one that a race loses is made anew. */
    private @Nullable Way ways;

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

    /** What the judge says about the credential, or a refusal that says why there is none. */
    Verdict read(Request request, Judge judge, Trying trying) {
        Denied missing = NONE;
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
                return found(request, i, value, start, judge, trying);
            }
            missing = start < 0 ? WRONG_SCHEME : EMPTY;
            if (!source.fallsThrough()) {
                return missing;
            }
        }
        return missing;
    }

    /** Every other source that would carry the credential's text to the host is consumed along with this one. */
    private Verdict found(Request request, int index, String value, int start, Judge judge, Trying trying) {
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
        return judged(value, start, consumed, judge, trying);
    }

    /**
     * What the judge says about the credential that this value holds from {@code start} on.
     *
     * @param consumed the sources that carried it, a bit for each; 0 where the host has read it
     */
    Verdict judged(String value, int start, int consumed, Judge judge, Trying trying) {
        int length = value.length() - start;
        if (length > Credential.LONGEST_COPIED) {
            return refused(value, start, consumed, ApiKey.Scan.TOO_LONG, judge);
        }
        if (value.length() > Credential.LONGEST_COPIED) {
            return judged(value.substring(start), 0, consumed, judge, trying);
        }
        if (length <= ApiKey.MAX_LENGTH && endsAsNoKeyDoes(value)) {
            return refused(value, start, consumed, ApiKey.Scan.BAD_CHARACTERS, judge);
        }
        byte[] bytes = Credential.bytesOf(value);
        ApiKey.Scan scan = ApiKey.scan(bytes, start, bytes.length);
        return scan == ApiKey.Scan.WELL_FORMED
                ? judge.judge(bytes, start, consumed, this, trying)
                : refused(value, start, consumed, scan, judge);
    }

    /** Most texts that were spoilt on their way end in a quote, a bracket or a line end, and are not even copied. */
    private static boolean endsAsNoKeyDoes(String value) {
        return !ApiKey.allows(value.charAt(value.length() - 1));
    }

    /** No key has a comma, so that only here a header can have held two. */
    private Verdict refused(String value, int start, int consumed, ApiKey.Scan scan, Judge judge) {
        boolean mayHoldTwo = refusesAmbiguity && consumed != 0;
        return mayHoldTwo && value.indexOf(',', start) >= 0 ? AMBIGUOUS : judge.refuse(value, start, scan);
    }

    /** Whether a credential that stood in these sources, or in none that is known, may be the master key. */
    boolean mayCarryMasterKey(int consumed) {
        return consumed == 0 || (consumed & masterSources) != 0;
    }

    /** The way of a request whose credential stood in these sources. */
    Way way(int consumed, Identities identities) {
        Way way = Way.among(ways, consumed);
        if (way == null) {
            way = new Way(identities, consumed, identities.upstreamWithout(headersOf(consumed)), ways);
            ways = way;
        }
        return way;
    }

    /** The headers of these sources, in lower case. */
    private List<String> headersOf(int consumed) {
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
