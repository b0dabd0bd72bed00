package dev.latchkey.key;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonParser;
import dev.latchkey.access.AddressRanges;
import dev.latchkey.access.Scopes;
import java.io.IOException;
import java.util.Map;

/** The members that an entry of a manifest may have, one line each. */
final class ManifestMembers {
    static final int MAX_NAME = 256;
    private static final int MAX_SECRET = 512;
    private static final int MAX_SCOPE = 128;
    private static final int MAX_SECRET_NAME = 32;
    private static final int MAX_ADDRESS = 64;

    @FunctionalInterface
    private interface Member {
        void read(JsonParser json, ManifestDates dates, ManifestEntry into) throws IOException;
    }

    private static final Map<String, Member> MEMBERS = Map.ofEntries(
            entry("label", (json, dates, into) -> into.label = label(json)),
            entry("sha256", (json, dates, into) -> into.digest = digest(json)),
            entry("argon2id", (json, dates, into) -> into.argon2id = argon2id(json)),
            entry("scheme", (json, dates, into) -> into.scheme = scheme(json)),
            entry("id", (json, dates, into) -> into.id = id(json)),
            entry("name", (json, dates, into) -> into.name = ManifestValues.text(json, MAX_NAME)),
            entry("status", (json, dates, into) -> into.status = status(json)),
            entry("created_at", (json, dates, into) -> into.createdAt = dates.read(json)),
            entry("not_before", (json, dates, into) -> into.notBefore = dates.read(json)),
            entry("expires_at", (json, dates, into) -> into.expiresAt = dates.read(json)),
            entry("secret_expires_at", (json, dates, into) -> into.secretExpiresAt = dates.read(json)),
            entry("user", (json, dates, into) -> into.user = ManifestValues.text(json, MAX_NAME)),
            entry("scopes", (json, dates, into) -> into.scopes = Scopes.of(ManifestValues.texts(json, MAX_SCOPE))),
            entry("metadata", (json, dates, into) -> into.metadata = ManifestValues.object(json)),
            entry("environment", (json, dates, into) -> into.environment = environment(json)),
            entry("plan", (json, dates, into) -> into.permits.plan = ManifestLimits.plan(json)),
            entry("limits", (json, dates, into) -> into.permits.limits = ManifestLimits.read(json)),
            entry("usage_limit", (json, dates, into) -> into.permits.usageLimit = ManifestValues.money(json)),
            entry("usage", (json, dates, into) -> into.permits.usage = ManifestValues.money(json)),
            entry("period_limit", (json, dates, into) -> into.permits.period = ManifestPeriod.read(json)),
            entry("allowed_addresses", (json, dates, into) -> into.permits.addresses = addresses(json)),
            entry("allowed_models", (json, dates, into) -> into.permits.models = ManifestAccess.models(json)),
            entry("access", (json, dates, into) -> into.permits.rules = ManifestAccess.rules(json)),
            entry("project_mode", (json, dates, into) -> into.permits.projectMode = mode(json)),
            entry("provider_keys", (json, dates, into) -> into.permits.providerKeys = ManifestPermits.providers(json)),
            entry("credits", (json, dates, into) -> into.permits.credits = ManifestValues.money(json)),
            entry("managed", (json, dates, into) -> into.managed = ManifestManaged.read(json)));

    private ManifestMembers() {}

    /** Reads the member whose value begins at the current token. */
    static void read(String name, JsonParser json, ManifestDates dates, ManifestEntry into) throws IOException {
        Member member = MEMBERS.get(name);
        if (member == null) {
            throw ManifestValues.unknown(name);
        }
        ManifestValues.of(name, () -> {
            member.read(json, dates, into);
            return into;
        });
    }

    /** Any text: which modes there are is the gateway's to say, and a call is refused for another. */
    private static String mode(JsonParser json) throws IOException {
        return ManifestValues.text(json, Labels.MAX_LENGTH);
    }

    private static String environment(JsonParser json) throws IOException {
        return EnvironmentName.checked(ManifestValues.text(json, Labels.MAX_LENGTH));
    }

    private static AddressRanges addresses(JsonParser json) throws IOException {
        return AddressRanges.parse(ManifestValues.texts(json, MAX_ADDRESS));
    }

    private static String label(JsonParser json) throws IOException {
        String label = ManifestValues.text(json, Labels.MAX_LENGTH);
        EntryName.requireLabel(label);
        return label;
    }

    /** An id stands in logs, so it is held to the rule of labels. */
    private static KeyId id(JsonParser json) throws IOException {
        return new KeyId(label(json));
    }

    private static KeyHash digest(JsonParser json) throws IOException {
        KeyHash digest = KeyHash.parse(ManifestValues.text(json, MAX_SECRET));
        if (NotoriousDigests.contains(digest)) {
            throw new IllegalArgumentException(
                    digest.isZero()
                            ? "64 zeros are a placeholder; store the SHA-256 of a key"
                            : "the digest of a word that everybody tries; mint a random key");
        }
        return digest;
    }

    private static Argon2idHash argon2id(JsonParser json) throws IOException {
        return Argon2idHash.parse(ManifestValues.text(json, MAX_SECRET));
    }

    private static String scheme(JsonParser json) throws IOException {
        String scheme = ManifestValues.text(json, Labels.MAX_LENGTH);
        if (!scheme.equals("sha256") && !namesHmac(scheme)) {
            throw new IllegalArgumentException("expected sha256 or hmac:NAME, the name of a hash secret");
        }
        return scheme;
    }

    private static boolean namesHmac(String scheme) {
        String name = scheme.substring(scheme.indexOf(':') + 1);
        return scheme.startsWith("hmac:")
                && name.length() <= MAX_SECRET_NAME
                && name.indexOf(':') < 0
                && Labels.isWellFormed(name);
    }

    private static KeyStatus status(JsonParser json) throws IOException {
        return switch (ManifestValues.text(json, Labels.MAX_LENGTH)) {
            case "active" -> KeyStatus.ACTIVE;
            case "inactive" -> KeyStatus.INACTIVE;
            case "deleted" -> KeyStatus.DELETED;
            default -> throw new IllegalArgumentException("expected active, inactive or deleted");
        };
    }
}
