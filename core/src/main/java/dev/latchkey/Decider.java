package dev.latchkey;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Argon2idTrials;
import dev.latchkey.key.KeyRow;
import dev.latchkey.key.KeyTables;
import dev.latchkey.key.Trial;
import dev.latchkey.quota.TimeSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the checks in order, from the credential to the key's dates. Has no side effect but the memory of trials. */
final class Decider implements CredentialReader.Judge {
    private static final Denied ODD_PATH = Denied.of(Reason.ODD_PATH);
    private static final Denied NOT_CONFIGURED = Denied.of(Reason.NOT_CONFIGURED);
    private static final Denied NO_CREDENTIAL = Denied.of(Reason.NO_CREDENTIAL);
    private static final Denied UNAVAILABLE = Denied.of(Reason.UNAVAILABLE);
    private static final Denied SATURATED = Denied.of(Reason.SATURATED);
    private static final Denied UNKNOWN = Denied.of(Reason.UNKNOWN_KEY);

    private final boolean mayBeUnconfigured;
    private final RouteTable routes;
    private final CredentialReader[] readers;
    private final FormatCheck format;
    private final MintedFormats minted;
    private final KeyFinder finder;
    private final Identities identities;
    private final Optional<MasterKey> hostMasterKey;
    private final Argon2idTrials trials;
    private final RecordChecks recordChecks;
    private final TimeSource time;
    private final TableAges ages;

    /**
     * @param readers the profile's, and then one for each route with credential sources of its own
     */
    Decider(
            GatewayProfile profile,
            RouteTable routes,
            List<CredentialReader> readers,
            FormatCheck format,
            MintedFormats minted,
            KeyFinder finder,
            Identities identities,
            Optional<MasterKey> masterKey,
            Argon2idTrials trials,
            TimeSource time,
            TableAges ages) {
        this.mayBeUnconfigured = profile.emptyKeySet() == EmptyKeySet.ANSWER_NOT_CONFIGURED;
        this.routes = routes;
        this.readers = readers.toArray(CredentialReader[]::new);
        this.format = format;
        this.minted = minted;
        this.finder = finder;
        this.identities = identities;
        this.hostMasterKey = profile.masterKeyOnHostRoutes() ? masterKey : Optional.empty();
        this.trials = trials;
        this.recordChecks = new RecordChecks(profile, time);
        this.time = time;
        this.ages = ages;
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
        if (isUnconfigured()) {
            return NOT_CONFIGURED;
        }
        CredentialReader reader = readers[routes.credentialsFor(request) + 1];
        return reader.read(request, this, trying);
    }

    /** As {@link #decide}, for a host that read the credential itself. */
    Verdict decide(@Nullable String token, Trying trying) {
        if (isUnconfigured()) {
            return NOT_CONFIGURED;
        }
        return token == null || token.isEmpty() ? NO_CREDENTIAL : readers[0].judged(token, 0, 0, this, trying);
    }

    private boolean isUnconfigured() {
        return mayBeUnconfigured && finder.plan().isEmpty();
    }

    @Override
    public Verdict refuse(String malformed, int start, ApiKey.Scan scan) {
        return format.refuseMalformed(malformed, start, scan);
    }

    @Override
    public Verdict judge(byte[] bytes, int from, int consumed, CredentialReader reader, Trying trying) {
        if (hostMasterKey.isPresent() && isMasterKey(bytes, from) && reader.mayCarryMasterKey(consumed)) {
            return Granted.toMaster(reader.way(consumed, identities));
        }
        Denied misformed = format.asksNothing() ? null : format.refuse(new Credential(bytes, from));
        KeyFinder.Plan plan = finder.plan();
        if (misformed == null) {
            if (isTooOld()) {
                return UNAVAILABLE;
            }
            long place = plan.find(bytes, from);
            if (place != KeyTables.NOWHERE) {
                return judge(plan.tables(), place, reader.way(consumed, identities));
            }
        }
        Denied otherwise = misformed == null ? UNKNOWN : misformed;
        return plan.candidates().isEmpty()
                ? otherwise
                : tryOut(
                        ApiKey.ofAscii(bytes, from, bytes.length),
                        consumed,
                        reader,
                        plan.candidates(),
                        otherwise,
                        trying);
    }

    private boolean isMasterKey(byte[] bytes, int from) {
        return hostMasterKey.get().matches(ApiKey.ofAscii(bytes, from, bytes.length));
    }

    private boolean isTooOld() {
        return ages.areBounded() && ages.isAnyTooOldAt(time.epochNanos());
    }

    private Verdict tryOut(
            ApiKey key, int consumed, CredentialReader reader, Candidates candidates, Denied otherwise, Trying trying) {
        if (minted.match(key)) {
            return otherwise;
        }
        Trial trial = trying.of(trials, candidates.hashes(), key);
        return switch (trial.kind()) {
            case UNTRIED -> trying.untried();
            case SATURATED -> SATURATED;
            case NO_MATCH -> otherwise;
            case MATCHED -> {
                if (candidates.isMaster(trial.index())) {
                    yield reader.mayCarryMasterKey(consumed)
                            ? Granted.toMaster(reader.way(consumed, identities))
                            : otherwise;
                }
                yield isTooOld() ? UNAVAILABLE : judge(candidates.row(trial.index()), reader.way(consumed, identities));
            }
        };
    }

    /** Of a key that is always good, nothing is touched but its place. */
    private Verdict judge(KeyTables tables, long place, Way way) {
        KeyRow row = tables.rowAt(place);
        return tables.isAlwaysGoodAt(place) ? Granted.toKey(way, row, tables.tellsUseAt(place)) : judge(row, way);
    }

    private Verdict judge(KeyRow row, Way way) {
        Reason refusal = recordChecks.refuse(row);
        return refusal == null ? Granted.toKey(way, row, true) : identities.denied(row, refusal);
    }
}
