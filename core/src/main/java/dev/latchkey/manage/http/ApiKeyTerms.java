package dev.latchkey.manage.http;

import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.KeyTerms;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.TimeSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a request to {@code /keys/api} says that a key is to be, in the llm-gateway's words. What it does not say stays. */
final class ApiKeyTerms {
    static final String DESCRIPTION = "description";
    static final int LONGEST_DESCRIPTION = 255;

    private static final String STATUS = "status";
    private static final String EXPIRES_AT = "expiresAt";
    private static final String USAGE_LIMIT = "usageLimit";
    private static final Pattern NON_NEGATIVE = Pattern.compile("\\d+(\\.\\d+)?");
    private static final Map<String, String> AS_THE_MANIFEST_CALLS_THEM =
            Map.of(DESCRIPTION, "name", EXPIRES_AT, "expires_at");
    private static final Map<String, String> AS_THEY_ARE_CALLED_HERE =
            Map.of("name", DESCRIPTION, "expires_at", EXPIRES_AT);

    static final Set<String> LIMITS = Set.of(USAGE_LIMIT, ApiKeyPeriod.LIMIT, ApiKeyPeriod.DURATION, ApiKeyPeriod.UNIT);
    static final Set<String> CREATABLE =
            Set.of(DESCRIPTION, EXPIRES_AT, USAGE_LIMIT, ApiKeyPeriod.LIMIT, ApiKeyPeriod.DURATION, ApiKeyPeriod.UNIT);
    static final Set<String> CHANGEABLE = Set.of(DESCRIPTION, EXPIRES_AT, STATUS);

    private final SubmittedMembers members;
    private final TimeSource time;

    ApiKeyTerms(SubmittedMembers members, TimeSource time) {
        this.members = members;
        this.time = time;
    }

    /** The key with these terms. */
    KeyRecord.Builder applyTo(KeyRecord.Builder key) {
        for (String member : new String[] {DESCRIPTION, STATUS}) {
            if (members.isNull(member)) {
                throw SubmittedMembers.invalid(member, "expected text, found null; leave the member out");
            }
        }
        members.text(DESCRIPTION, LONGEST_DESCRIPTION);
        KeyRecord.Builder edited = Refused.told(AS_THEY_ARE_CALLED_HERE, () -> named(key.build()));
        members.text(STATUS, LONGEST_DESCRIPTION).map(ApiKeyTerms::status).ifPresent(edited::status);
        return edited.permits(limited(key.build().permits()));
    }

    private KeyRecord.Builder named(KeyRecord before) {
        Map<String, String> terms = members.without(
                Set.of(STATUS, USAGE_LIMIT, ApiKeyPeriod.LIMIT, ApiKeyPeriod.DURATION, ApiKeyPeriod.UNIT),
                AS_THE_MANIFEST_CALLS_THEM);
        return KeyTerms.parse(terms, time).applyTo(before);
    }

    private static KeyStatus status(String name) {
        return switch (name) {
            case "active" -> KeyStatus.ACTIVE;
            case "inactive" -> KeyStatus.INACTIVE;
            default -> throw SubmittedMembers.invalid(STATUS, "expected active or inactive");
        };
    }

    private KeyPermits limited(KeyPermits before) {
        KeyPermits.Builder permits = before.toBuilder();
        if (members.names(USAGE_LIMIT)) {
            amount(members, USAGE_LIMIT)
                    .ifPresentOrElse(
                            permits::usageLimit,
                            () -> permits.withoutUsageLimit().startingUsage(Money.ZERO));
        }
        new ApiKeyPeriod(members).applyTo(permits, before);
        return permits.build();
    }

    /** An amount of US dollars as text or number; none where it is blank, null or missing. */
    static Optional<Money> amount(SubmittedMembers members, String member) {
        String said = members.said(member).orElse("").strip();
        if (said.isEmpty()) {
            return Optional.empty();
        }
        if (!NON_NEGATIVE.matcher(said).matches()) {
            throw Refused.of(400, "invalid_usage_limit", "Usage limit must be a non-negative number.");
        }
        try {
            return Optional.of(Money.parse(said));
        } catch (IllegalArgumentException e) {
            throw SubmittedMembers.invalid(member, String.valueOf(e.getMessage()));
        }
    }
}
