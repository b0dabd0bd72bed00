package dev.latchkey;

import dev.latchkey.access.ModelCatalog;
import dev.latchkey.key.Argon2idHash;
import dev.latchkey.key.Argon2idTrials;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyTable;
import dev.latchkey.quota.QuotaLedger;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.TimeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts an authenticator together, and refuses what cannot work. */
record Assembly(
        GatewayProfile profile,
        Decider decider,
        Authorizer authorizer,
        MasterGate masterGate,
        Optional<GuessLimit> guessLimit,
        EnforcementSwitch enforcement,
        TimeSource time,
        Executor aMinuteLater,
        Set<String> gatewayOnlyHeaders,
        List<Header> protectedAnswers,
        HashScheme mintingScheme) {
    private static final int MOST_SECRETS = 4;

    static Assembly of(Authenticator.Builder builder) {
        GatewayProfile profile = builder.profile;
        Settings settings = builder.settings;
        TimeSource time = settings.get("time", TimeSource.system());
        Optional<MasterKey> masterKey = settings.get("masterKey", Optional.empty());
        List<Route> ruled = settings.get("routes", List.of());
        List<CredentialSource> sources = sources(profile, ruled);
        checkKeys(profile, builder.keys, masterKey);
        Set<String> gatewayOnly = gatewayOnly(profile, sources);
        List<Header> protectedAnswers = both(profile.everyAnswer(), profile.protectedAnswers());
        RouteTable routes = routes(profile, settings, ruled);
        QuotaLedger ledger = settings.getOrMake("ledger", () -> QuotaLedger.inMemory(time));
        Optional<RateLimit> userLimit = settings.get("userLimit", Optional.empty());
        KeyDemands keyDemands = new KeyDemands(ledger, userLimit, profile.budgetGate());
        Identities identities = new Identities(
                profile.implicitUserPrefix(),
                settings.has("identityHeaders"),
                gatewayOnly,
                protectedAnswers,
                keyDemands);
        KeyFormat checksummed = checksummed(settings);
        MintedFormats minted = new MintedFormats(profile.keyFormat(), checksummed);
        Argon2idTrials trials = new Argon2idTrials(time);
        KeyFinder finder = finder(profile, builder.keys, settings, masterKey);
        Decider decider = new Decider(
                profile,
                routes,
                readers(profile, routes),
                new FormatCheck(profile.shape(), checksummed),
                minted,
                finder,
                identities,
                masterKey,
                trials,
                time,
                TableAges.of(builder.keys, settings));
        MasterGate masterGate = new MasterGate(
                masterKey,
                new CredentialReader(
                        profile.masterKeyCredentials(), profile.refusesAmbiguity(), profile.masterKeyCredentials()),
                identities,
                minted,
                trials.besides());
        EnforcementSwitch enforcement = settings.get("enforcement", new EnforcementSwitch(() -> Enforcement.ON));
        TrustedProxies proxies = settings.get("trustedProxies", TrustedProxies.none());
        Optional<RateLimit> guessLimit = settings.get("guessLimit", Optional.empty());
        return new Assembly(
                profile,
                decider,
                authorizer(profile, settings, routes, ledger, finder, time, identities),
                masterGate,
                guessLimit.map(limit -> new GuessLimit(limit, proxies, time)),
                enforcement,
                time,
                settings.getOrMake("aMinuteLater", RefusalTally::sharedTimer),
                gatewayOnly,
                protectedAnswers,
                mintingScheme(settings.get("hashSecrets", List.of())));
    }

    private static HashScheme mintingScheme(List<HashScheme> newestFirst) {
        return newestFirst.isEmpty() ? HashScheme.sha256() : newestFirst.get(0);
    }

    private static Authorizer authorizer(
            GatewayProfile profile,
            Settings settings,
            RouteTable routes,
            QuotaLedger ledger,
            KeyFinder finder,
            TimeSource time,
            Identities identities) {
        TrustedProxies proxies = settings.get("trustedProxies", TrustedProxies.none());
        ModelCatalog catalog = settings.get("modelCatalog", ModelCatalog.empty());
        Optional<CostEstimator> estimator = settings.get("costEstimator", Optional.empty());
        Users users = new Users(
                settings.get("users", Optional.empty()),
                name -> finder.plan()
                        .namesUser(name, record -> Identities.userOf(record, profile.implicitUserPrefix())));
        ProjectModes modes = new ProjectModes(catalog, settings.get("credentialPlan", Optional.empty()));
        BodyNeeds bodies = new BodyNeeds(
                profile, routes, settings.getOrMake("bodyLimits", BodyLimits::usual), estimator.isPresent(), users);
        Bars bars = new Bars(profile, routes, proxies, catalog, bodies, users, modes);
        Demands demands = new Demands(
                profile,
                routes,
                ledger,
                proxies,
                catalog,
                settings.get("userLimit", Optional.empty()),
                estimator,
                users,
                bars,
                modes);
        return new Authorizer(profile, bars, bodies, demands, modes, ledger, time, identities::callerOf);
    }

    private static void checkKeys(GatewayProfile profile, List<KeySource> keys, Optional<MasterKey> masterKey) {
        if (keys.isEmpty() && masterKey.isEmpty() && profile.emptyKeySet() == EmptyKeySet.REFUSE_TO_START) {
            throw new IllegalArgumentException("no keys: profile " + profile.name()
                    + " starts only with a ring, a manifest, another source of keys, or a master key; configure one");
        }
    }

    private static KeyFinder finder(
            GatewayProfile profile, List<KeySource> keys, Settings settings, Optional<MasterKey> masterKey) {
        List<HashScheme> secrets = settings.get("hashSecrets", List.of());
        checkSecrets(secrets);
        for (KeySource source : keys) {
            Consumer<KeyTable> check = table -> {
                KeyFinder.checkSchemes(table, secrets);
                Candidates.checkCount(tablesWith(table, source, keys));
            };
            check.accept(currentTable(source));
            source.checkTables(check);
        }
        Optional<Argon2idHash> hostMaster =
                profile.masterKeyOnHostRoutes() ? masterKey.flatMap(MasterKey::argon2id) : Optional.empty();
        return new KeyFinder(keys, secrets, profile.unnamedHashesUseSecrets(), hostMaster);
    }

    /** What would be served if this source served this table. */
    private static List<KeyTable> tablesWith(KeyTable table, KeySource source, List<KeySource> all) {
        List<KeyTable> tables = new ArrayList<>(List.of(table));
        for (KeySource other : all) {
            if (other != source) {
                tables.add(currentTable(other));
            }
        }
        return tables;
    }

    @SuppressWarnings(
            "NullAway") // a host's source may break its promise, and is better told so now than at every request
    private static KeyTable currentTable(KeySource source) {
        KeyTable table;
        try {
            table = source.table();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "keys: a source has no table yet (" + e.getClass().getName() + "); load its keys before build()",
                    e);
        }
        if (table == null) {
            throw new IllegalArgumentException("keys: a source answers null; let it answer KeyTable.empty()");
        }
        return table;
    }

    private static void checkSecrets(List<HashScheme> secrets) {
        long distinct = secrets.stream().map(HashScheme::name).distinct().count();
        if (secrets.size() > MOST_SECRETS || distinct < secrets.size()) {
            throw new IllegalArgumentException(
                    "hash secrets: at most " + MOST_SECRETS + ", each under a name of its own; drop the oldest");
        }
        if (secrets.contains(HashScheme.sha256())) {
            throw new IllegalArgumentException("hash secrets: plain SHA-256 has no secret and needs no mention");
        }
    }

    private static RouteTable routes(GatewayProfile profile, Settings settings, List<Route> ruled) {
        List<Route> open = settings.get("openRoutes", profile.openRoutes());
        open.forEach(GatewayProfile::checkOpenRoute);
        for (Route route : ruled) {
            if (route.saysNothing()) {
                throw new IllegalArgumentException("route " + route
                        + ": it says nothing; give it credentials(…), requires(…), readsBody() or free()");
            }
        }
        return new RouteTable(basePath(settings.get("basePath", "")), open, ruled);
    }

    private static String basePath(String path) {
        boolean plain = path.isEmpty()
                || (path.startsWith("/") && !path.endsWith("/") && !Targets.isOdd(path) && path.indexOf('?') < 0);
        if (!plain) {
            throw new IllegalArgumentException(
                    "basePath: expected nothing, or a plain path such as /gateway without a slash at its end");
        }
        return path;
    }

    private static List<CredentialReader> readers(GatewayProfile profile, RouteTable routes) {
        List<CredentialReader> readers = new ArrayList<>();
        List<CredentialSource> master = profile.masterKeyCredentials();
        readers.add(new CredentialReader(profile.credentials(), profile.refusesAmbiguity(), master));
        for (Route route : routes.withCredentials()) {
            readers.add(new CredentialReader(route.credentials(), profile.refusesAmbiguity(), master));
        }
        return readers;
    }

    private static @Nullable KeyFormat checksummed(Settings settings) {
        if (!settings.has("requireChecksum")) {
            return null;
        }
        KeyFormat format = settings.get("requireChecksum", KeyFormat.standard());
        if (!format.hasChecksum()) {
            throw new IllegalArgumentException(
                    "requireChecksum: the profile's key format has none; name a format that has");
        }
        return format;
    }

    private static List<CredentialSource> sources(GatewayProfile profile, List<Route> ruled) {
        List<CredentialSource> sources = new ArrayList<>(profile.credentials());
        sources.addAll(profile.masterKeyCredentials());
        ruled.forEach(route -> sources.addAll(route.credentials()));
        return sources;
    }

    private static Set<String> gatewayOnly(GatewayProfile profile, List<CredentialSource> sources) {
        Set<String> headers = new LinkedHashSet<>();
        profile.gatewayOnlyHeaders().forEach(header -> headers.add(header.toLowerCase(Locale.ROOT)));
        for (CredentialSource source : sources) {
            if (source.isGatewayOnly()) {
                headers.add(source.header().toLowerCase(Locale.ROOT));
            }
        }
        return headers;
    }

    private static List<Header> both(List<Header> first, List<Header> second) {
        List<Header> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
