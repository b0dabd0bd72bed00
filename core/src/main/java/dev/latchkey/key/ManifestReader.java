package dev.latchkey.key;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.latchkey.quota.TimeSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** Reads a manifest in one pass, an entry at a time. What Jackson says is never passed on: it quotes what it read. */
final class ManifestReader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    /** What a repository keeps fits in: 64 levels of metadata below an entry, and its longest texts. */
    private static final ManifestBounds BOUNDS = new ManifestBounds(72, 100_000, 100_000);

    private final ManifestDates dates;
    private final ManifestKeys keys = new ManifestKeys();
    private final boolean mayBeEmpty;
    private final Problems problems;
    private boolean versionSeen;
    private boolean entriesSeen;
    private int position;
    private boolean broken;
    private boolean rootRead;

    /** What becomes of an entry that is refused. */
    @FunctionalInterface
    interface Problems {
        /** Throws it, or notes it, so that the entries after it are read too. */
        void refused(IllegalArgumentException problem);
    }

    ManifestReader(TimeSource time) {
        this(time, false, ManifestReader::refuse);
    }

    private ManifestReader(TimeSource time, boolean mayBeEmpty, Problems problems) {
        this.dates = new ManifestDates(time.epochNanos());
        this.mayBeEmpty = mayBeEmpty;
        this.problems = problems;
    }

    private static void refuse(IllegalArgumentException problem) {
        throw problem;
    }

    /** For a manifest that is about to be changed, which may have no entries yet. */
    static ManifestReader beforeChange(TimeSource time) {
        return new ManifestReader(time, true, ManifestReader::refuse);
    }

    /** For a manifest all of whose bad entries are to be told, not only the first. */
    static ManifestReader telling(Problems problems, TimeSource time) {
        return new ManifestReader(time, false, problems);
    }

    /** Whether everything around the entries was as it should be. */
    boolean isRootRead() {
        return rootRead;
    }

    /** The keys that were read, with what management noted of them; in the order of their first entries. */
    List<ManifestKey> keys() {
        return keys.keys();
    }

    /** Tokens of a manifest, with all the bounds that it is held to. */
    static JsonParser parser(byte[] json) throws IOException {
        return BOUNDS.json().createParser(withoutMark(utf8(new ByteArrayInputStream(json))));
    }

    /** The keys of a manifest in UTF-8; other encodings are refused. */
    Collection<KeyRecord> read(InputStream in) throws IOException {
        return read(utf8(in));
    }

    private static Reader utf8(InputStream in) {
        return new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** The keys of a manifest. */
    Collection<KeyRecord> read(Reader text) throws IOException {
        try (JsonParser json = BOUNDS.json().createParser(withoutMark(text))) {
            readRoot(json);
            rootRead = true;
            requireEntries();
            return keys.records();
        } catch (JsonProcessingException e) {
            throw BOUNDS.refused(e);
        }
    }

    private static Reader withoutMark(Reader text) throws IOException {
        PushbackReader pushback = new PushbackReader(text);
        int first = pushback.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            pushback.unread(first);
        }
        return pushback;
    }

    private void readRoot(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("expected a JSON object {\"version\": 1, \"entries\": […]}, found "
                    + ManifestValues.kind(json.currentToken()));
        }
        for (String member = json.nextFieldName(); member != null; member = json.nextFieldName()) {
            json.nextToken();
            readPart(member, json);
        }
        if (json.nextToken() != null) {
            throw new IllegalArgumentException("expected nothing after the closing brace; remove it");
        }
        if (!versionSeen || !entriesSeen) {
            throw new IllegalArgumentException("expected the members version and entries");
        }
    }

    private void readPart(String member, JsonParser json) throws IOException {
        switch (member) {
            case "version" -> {
                versionSeen = true;
                requireVersionOne(json);
            }
            case "updated_at" -> ManifestValues.of(member, () -> dates.read(json));
            case "entries" -> {
                entriesSeen = true;
                readEntries(json);
            }
            default -> throw ManifestValues.unknown(member);
        }
    }

    private static void requireVersionOne(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || !json.getText().equals("1")) {
            throw new IllegalArgumentException("version: expected 1, the only version there is");
        }
    }

    private void readEntries(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new IllegalArgumentException(
                    "entries: expected an array, found " + ManifestValues.kind(json.currentToken()));
        }
        JsonStreamContext array = json.getParsingContext();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            try {
                keys.add(readEntry(json, ++position));
            } catch (IllegalArgumentException e) {
                problems.refused(e);
                skipRestOfEntry(json, array, e);
            }
        }
    }

    private void requireEntries() {
        if (position == 0 && !mayBeEmpty) {
            throw new IllegalArgumentException(
                    "entries: empty; add a key, or do not name a manifest where there are no keys");
        }
    }

    /** Goes on to where the next entry begins; behind text that is no JSON nothing more can be told. */
    private void skipRestOfEntry(JsonParser json, JsonStreamContext array, IllegalArgumentException problem)
            throws IOException {
        if (broken) {
            throw problem;
        }
        while (json.getParsingContext() != array) {
            json.nextToken();
        }
    }

    private ManifestEntry readEntry(JsonParser json, int position) throws IOException {
        ManifestEntry entry = new ManifestEntry(position);
        try {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException(
                        "expected an object, found " + ManifestValues.kind(json.currentToken()));
            }
            for (String member = json.nextFieldName(); member != null; member = json.nextFieldName()) {
                json.nextToken();
                ManifestMembers.read(member, json, dates, entry);
            }
            entry.complete();
            return entry;
        } catch (IllegalArgumentException e) {
            throw entry.refused(e.getMessage());
        } catch (JsonProcessingException e) {
            broken = true;
            throw entry.refused(BOUNDS.refused(e).getMessage());
        }
    }
}
