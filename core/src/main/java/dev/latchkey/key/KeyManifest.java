package dev.latchkey.key;

import dev.latchkey.quota.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A manifest of keys: JSON that says more about each key than a ring can, and a superset of the free-ai manifest, read
 * once. Immutable and thread-safe.
 *
 * <pre>{@code
 * {"version": 1, "updated_at": "2026-01-01T00:00:00Z", "entries": [
 *   {"label": "customer-a", "sha256": "<64 hex digits>", "created_at": "2026-01-01T00:00:00Z",
 *    "status": "active", "expires_at": "2027-01-01T00:00:00Z", "scopes": ["chat:write"]}]}
 * }</pre>
 *
 * <p>Members of an entry: {@code label}; one of {@code sha256} (64 hex digits; with {@code scheme} {@code hmac:NAME} the
 * HMAC) and {@code argon2id}; and optionally {@code created_at}, {@code scheme} ({@code sha256} or {@code hmac:NAME}),
 * {@code id}, {@code name}, {@code status} ({@code active}, {@code inactive}, {@code deleted}), {@code not_before},
 * {@code expires_at}, {@code user}, {@code scopes}, {@code metadata}, {@code environment} (such as
 * {@code production}, which {@link KeyRecord#environment} describes), {@code secret_expires_at},
 * {@code managed}. Entries that share an
 * explicit {@code id} and a label are the secrets of one key, all but one with {@code secret_expires_at}.
 *
 * <p>How often, for how much and from where: {@code plan} ({@code free}, {@code pro} or {@code team}) or {@code limits}, a
 * list of <code>{"requests": 20, "per": "minute"}</code> ({@code minute}, {@code hour}, {@code day}, {@code week},
 * {@code month} or an ISO 8601 duration; optionally {@code algorithm}: {@code calendar}, {@code sliding}, {@code bucket} or
 * {@code log}, {@code name}, and for a bucket that is not full again after each period {@code refill}); {@code usage_limit} and, as what was spent before, {@code usage}; {@code period_limit},
 * <code>{"usd": "3.00", "every": 1, "unit": "day"}</code> ({@code hour} 1 to 8760, {@code day} 1 to 365, {@code week} 1 to
 * 52, {@code month} 1 to 12) or <code>{"usd": "3.00", "reset": "each day"}</code>
 * ({@link dev.latchkey.quota.BudgetReset#parse}); {@code allowed_addresses}, a list of addresses and CIDR ranges, nowhere if it is empty.
 * Amounts are US dollars as {@link dev.latchkey.quota.Money#parse} reads them, text or number.
 *
 * <p>What for: {@code allowed_models}, a list of {@code provider:model}, {@code provider:*} and {@code provider:prefix*}
 * ({@link dev.latchkey.access.AllowedModels}), any if it is left out or null, none if it is empty; {@code access}, a list of
 * one or more of the llm-gateway's rules ({@link dev.latchkey.access.AccessRules}),
 * <code>{"id": "gpt-only", "rule_type": "allow_models", "rule_value": {"models": ["gpt-4o"]}, "status": "active"}</code>, where the id may
 * be left out, and the value is {@code models}, {@code providers}, {@code ipCidrs}, or one or more of {@code pricingType} ({@code free} or {@code paid}),
 * {@code maxInputPrice} and {@code maxOutputPrice} (USD per million tokens, in the form of amounts), and does nothing if it
 * is left out or null, as does the rule while its {@code status} is {@code inactive}. How calls are paid for:
 * {@code project_mode} ({@code api-keys}, {@code credits} or {@code hybrid}; calls with any other are refused) and, beside
 * it, {@code provider_keys}, a list of providers, and {@code credits}, an amount.
 *
 * <p>{@code managed} is what programs that manage keys note of them, such as versions and when secrets were used last, for
 * themselves; it makes no key good.
 *
 * <p>Anything else refuses the whole manifest: unknown and repeated members, wrong types, dates without a zone or
 * beyond 100 years from now, two entries with one digest or label. The message tells the entry's position, counted from
 * 1, the member, and what was expected; never a value, and the label only where it cannot be a secret.
 */
public final class KeyManifest implements KeySource {
    private static final String WHAT = "key manifest";

    private final List<KeyRecord> records;
    private final KeyTable table;

    private KeyManifest(Collection<KeyRecord> records) {
        this.records = List.copyOf(records);
        this.table = KeyTable.of(this.records);
    }

    /**
     * A manifest from JSON text.
     *
     * @throws IllegalArgumentException if {@code json} is null, blank or no manifest; none of it is taken then
     */
    public static KeyManifest parse(@Nullable String json) {
        return parse(json, TimeSource.system());
    }

    static KeyManifest parse(@Nullable String json, TimeSource time) {
        try {
            return new KeyManifest(new ManifestReader(time).read(new StringReader(json == null ? "" : json)));
        } catch (IOException e) {
            throw new IllegalArgumentException(WHAT + ": " + RegularFile.describe(e), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(WHAT + ": " + e.getMessage(), e);
        }
    }

    /**
     * A manifest from a file in UTF-8, read once; {@link KeyFile} keeps watching.
     *
     * @throws IllegalArgumentException if the file is missing, unreadable, no regular file, above 1 GiB, or no manifest
     */
    public static KeyManifest read(Path path) {
        return new RegularFile(WHAT, path).read(in -> read(in, TimeSource.system()));
    }

    static KeyManifest read(InputStream in, TimeSource time) throws IOException {
        return new KeyManifest(new ManifestReader(time).read(in));
    }

    /** The keys in the order of the manifest; a key with several secrets stands where its first one does. */
    public List<KeyRecord> records() {
        return records;
    }

    @Override
    public KeyTable table() {
        return table;
    }

    /** The number of keys. */
    @Override
    public String toString() {
        return "KeyManifest[" + records.size() + " keys]";
    }
}
