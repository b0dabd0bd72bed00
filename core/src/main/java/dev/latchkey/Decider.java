package dev.latchkey;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Argon2idTrials;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.KeyTable;
import dev.latchkey.key.Trial;
import dev.latchkey.quota.TimeSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the checks in order, from the credential to the key's dates. Has no side effect but the memory of trials. */
final class Decider {
    /** What it answers in place of a verdict when only an Argon2id computation could tell. */
    static final Denied NEEDS_A_TRIAL = Denied.of(Reason.UNAVAILABLE);

    private static final Denied ODD_PATH = Denied.of(Reason.ODD_PATH);
    private static final Denied NOT_CONFIGURED = Denied.of(Reason.NOT_CONFIGURED);
    private static final Denied UNAVAILABLE = Denied.of(Reason.UNAVAILABLE);
    private static final Denied SATURATED = Denied.of(Reason.SATURATED);
    private static final Denied UNKNOWN = Denied.of(Reason.UNKNOWN_KEY);
    private static final Denied NOT_THE_MASTER = Denied.of(Reason.NOT_THE_MASTER_KEY);
    private static final Denied NO_MASTER = Denied.of(Reason.MASTER_KEY_NOT_CONFIGURED);

    /** Whether an Argon2id hash may be computed on this thread. */
    enum Trying {
        COMPUTE,
        RECALL_ONLY
    }

    private final GatewayProfile profile;
    private final RouteTable routes;
    private final CredentialReader[] readers;
    private final CredentialReader masterReader;
    private final FormatCheck format;
    private final KeyFormat[] minted;
    private final KeyFinder finder;
    private final Identities identities;
    private final Optional<MasterKey> masterKey;
    private final Argon2idTrials trials;
    private final TimeSource time;
    private final long maxTableAge;
    private final Check[] recordChecks;

    /**
     * @param readers the profile's, and then one for each route with rules
     * @param maxTableAge in nanoseconds; {@link Long#MAX_VALUE} for none
     */
    Decider(
            GatewayProfile profile,
            RouteTable routes,
            List<CredentialReader> readers,
            FormatCheck format,
            KeyFinder finder,
            Identities identities,
            Optional<MasterKey> masterKey,
            TimeSource time,
            long maxTableAge) {
        this.profile = profile;
        this.routes = routes;
        this.readers = readers.toArray(CredentialReader[]::new);
        this.masterReader = new CredentialReader(profile.masterKeyCredentials(), profile.refusesAmbiguity());
        this.format = format;
        this.minted = new KeyFormat[] {
            profile.keyFormat(),
            KeyFormat.standard(),
            KeyFormat.transactional(),
            KeyFormat.anyLlm(),
            KeyFormat.freeAi(),
            KeyFormat.llmGateway()
        };
        this.finder = finder;
        this.identities = identities;
        this.masterKey = masterKey;
        this.trials = new Argon2idTrials(time);
        this.time = time;
        this.maxTableAge = maxTableAge;
        this.recordChecks = profile.checks().stream()
                .filter(check -> check == Check.STATUS || check == Check.NOT_BEFORE || check == Check.EXPIRY)
                .toArray(Check[]::new);
    }

    boolean isOpen(Request request) {
        return routes.isOpen(request);
    }

    /** Whether any text could need an Argon2id computation. */
    boolean tries() {
        return !finder.plan().candidates().isEmpty();
    }

    Verdict decide(Request request, Trying trying) {
        if (routes.hasRules() && Targets.isOdd(request.path())) {
            return ODD_PATH;
        }
        KeyFinder.Plan plan = finder.plan();
        if (isUnconfigured(plan)) {
            return NOT_CONFIGURED;
        }
        CredentialReader reader = readers[routes.ruleFor(request) + 1];
        return identify(reader.read(request), reader, plan, trying);
    }

    /** As {@link #decide}, for a host that read the credential itself. */
    Verdict decide(String token) {
        KeyFinder.Plan plan = finder.plan();
        if (isUnconfigured(plan)) {
            return NOT_CONFIGURED;
        }
        return identify(CredentialReader.credential(token, 0, 0), readers[0], plan, Trying.COMPUTE);
    }

    Verdict decideMaster(Request request, Trying trying) {
        if (masterKey.isEmpty()) {
            return NO_MASTER;
        }
        Credential credential = masterReader.read(request);
        if (credential.refusal != null) {
            return credential.refusal;
        }
        if (credential.scan() != ApiKey.Scan.WELL_FORMED) {
            return NOT_THE_MASTER;
        }
        ApiKey key = credential.key();
        if (masterKey.get().matches(key)) {
            return identities.master(masterReader, credential.consumed);
        }
        if (masterKey.get().argon2id().isEmpty()) {
            return NOT_THE_MASTER;
        }
        Candidates candidates = finder.plan().candidates();
        Trial trial = attempt(candidates, key, trying);
        return switch (trial.kind()) {
            case UNTRIED -> NEEDS_A_TRIAL;
            case SATURATED -> SATURATED;
            case NO_MATCH -> NOT_THE_MASTER;
            case MATCHED ->
                candidates.isMaster(trial.index())
                        ? identities.master(masterReader, credential.consumed)
                        : NOT_THE_MASTER;
        };
    }

    private boolean isUnconfigured(KeyFinder.Plan plan) {
        return profile.emptyKeySet() == EmptyKeySet.ANSWER_NOT_CONFIGURED && plan.isEmpty();
    }

    private Verdict identify(Credential credential, CredentialReader reader, KeyFinder.Plan plan, Trying trying) {
        if (credential.refusal != null) {
            return credential.refusal;
        }
        ApiKey.Scan scan = credential.scan();
        boolean wellFormed = scan == ApiKey.Scan.WELL_FORMED;
        if (wellFormed && profile.masterKeyOnHostRoutes() && isMasterKey(credential.key())) {
            return identities.master(reader, credential.consumed);
        }
        Denied misformed = format.refuse(credential, scan);
        if (misformed == null) {
            if (isTooOld()) {
                return UNAVAILABLE;
            }
            KeyTable.Row row = plan.find(credential.key());
            if (row != null) {
                return judge(row, reader, credential.consumed);
            }
        }
        Denied otherwise = misformed == null ? UNKNOWN : misformed;
        return wellFormed && !plan.candidates().isEmpty() && !isMinted(credential.key())
                ? tryOut(credential, reader, plan.candidates(), otherwise, trying)
                : otherwise;
    }

    private boolean isMasterKey(ApiKey key) {
        return masterKey.isPresent() && masterKey.get().matches(key);
    }

    private boolean isTooOld() {
        return maxTableAge != Long.MAX_VALUE && finder.isOlderThan(time.epochNanos() - maxTableAge);
    }

    /** A text that some minted format would have made is never what a person chose, and is not worth a computation. */
    private boolean isMinted(ApiKey key) {
        for (KeyFormat each : minted) {
            if (each.matches(key)) {
                return true;
            }
        }
        return false;
    }

    private Verdict tryOut(
            Credential credential, CredentialReader reader, Candidates candidates, Denied otherwise, Trying trying) {
        Trial trial = attempt(candidates, credential.key(), trying);
        return switch (trial.kind()) {
            case UNTRIED -> NEEDS_A_TRIAL;
            case SATURATED -> SATURATED;
            case NO_MATCH -> otherwise;
            case MATCHED -> {
                if (!candidates.isMaster(trial.index())) {
                    yield judge(candidates.row(trial.index()), reader, credential.consumed);
                }
                yield profile.masterKeyOnHostRoutes() ? identities.master(reader, credential.consumed) : otherwise;
            }
        };
    }

    private Trial attempt(Candidates candidates, ApiKey key, Trying trying) {
        return trying == Trying.COMPUTE
                ? trials.attempt(candidates.hashes(), key)
                : trials.recall(candidates.hashes(), key);
    }

    private Verdict judge(KeyTable.Row row, CredentialReader reader, int consumed) {
        Reason refusal = refuse(row);
        return refusal == null ? identities.granted(row, reader, consumed) : identities.denied(row, refusal);
    }

    private @Nullable Reason refuse(KeyTable.Row row) {
        KeyRecord record = row.record();
        boolean timeless = record.notBeforeNanos() == Long.MIN_VALUE
                && record.expiresAtNanos() == Long.MAX_VALUE
                && row.secret().expiresAtNanos() == Long.MAX_VALUE;
        if (timeless && record.status() == KeyStatus.ACTIVE) {
            return null;
        }
        long now = time.epochNanos();
        for (Check check : recordChecks) {
            Reason reason = refuse(check, row, now);
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    private @Nullable Reason refuse(Check check, KeyTable.Row row, long now) {
        return switch (check) {
            case STATUS ->
                switch (row.record().status()) {
                    case ACTIVE -> null;
                    case INACTIVE -> Reason.INACTIVE_KEY;
                    case DELETED -> Reason.DELETED_KEY;
                };
            case NOT_BEFORE -> now < row.record().notBeforeNanos() ? Reason.NOT_YET_VALID : null;
            case EXPIRY -> isExpired(row, now) ? Reason.EXPIRED_KEY : null;
            default -> throw new IllegalStateException(check + " is no check of a record");
        };
    }

    private boolean isExpired(KeyTable.Row row, long now) {
        long expiresAt = row.record().expiresAtNanos();
        boolean keyExpired = profile.validAtExpiry() ? now > expiresAt : now >= expiresAt;
        return keyExpired || now >= row.secret().expiresAtNanos();
    }
}
