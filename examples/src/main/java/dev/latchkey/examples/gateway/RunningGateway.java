package dev.latchkey.examples.gateway;

import dev.latchkey.Authenticator;
import dev.latchkey.CostEstimator;
import dev.latchkey.EmptyKeySet;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.examples.upstream.StandInUpstream;
import dev.latchkey.key.KeyFile;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.MintedKey;
import dev.latchkey.manage.http.ManagementApi;
import dev.latchkey.profile.GatewayEnvironment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The gateway, assembled and listening. */
final class RunningGateway implements AutoCloseable {
    private static final String MASTER_KEY = "GATEWAY_MASTER_KEY";
    /** As many as the stand-in answers with where it is told no bound. */
    private static final long USUAL_OUTPUT_TOKENS = 16;

    private final GatewayServer server;
    private final @Nullable KeyFile readOnly;
    private final ManagedKeys managed;
    private final Optional<MintedKey> minted;
    private final CountDownLatch closed = new CountDownLatch(1);

    private RunningGateway(
            GatewayServer server, @Nullable KeyFile readOnly, ManagedKeys managed, Optional<MintedKey> minted) {
        this.server = server;
        this.readOnly = readOnly;
        this.managed = managed;
        this.minted = minted;
    }

    /**
     * Starts a gateway.
     *
     * @throws IllegalArgumentException if the keys cannot be had as they were named; says what to change
     * @throws IOException if the port cannot be had
     */
    static RunningGateway start(Options options, Map<String, String> environment) throws IOException {
        Map<String, String> variables = withMasterKey(options, environment);
        KeyFile readOnly = options.manifest()
                .filter(file -> !hasMasterKey(variables) || !KeyFile.isManifest(file))
                .map(file -> KeyFile.watch(file, options.profile().ringReading()))
                .orElse(null);
        ManagedKeys managed = null;
        try {
            managed = managed(options, variables);
            return listening(options, variables, readOnly, managed);
        } catch (IOException | RuntimeException e) {
            close(readOnly, managed);
            throw e;
        }
    }

    /** The environment wins, unless it says nothing. */
    private static Map<String, String> withMasterKey(Options options, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        if (!hasMasterKey(environment)) {
            options.masterKey().ifPresent(key -> variables.put(MASTER_KEY, key.text()));
        }
        return variables;
    }

    private static ManagedKeys managed(Options options, Map<String, String> environment) {
        Store store = Store.open(options, environment, hasMasterKey(environment));
        try {
            return new ManagedKeys(store, options.enforcement());
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static RunningGateway listening(
            Options options, Map<String, String> environment, @Nullable KeyFile readOnly, ManagedKeys managed)
            throws IOException {
        ModelCatalog catalog = options.catalog().map(CatalogFile::read).orElseGet(CatalogFile::builtIn);
        boolean mints = mustMint(options, environment, managed);
        Authenticator authenticator = authenticator(options, environment, catalog, readOnly, managed, mints);
        List<KeySource> given =
                new ArrayList<>(GatewayEnvironment.of(environment).keys(options.profile()));
        if (readOnly != null) {
            given.add(readOnly);
        }
        ManagementApi management = managed.api(authenticator, options.basePath(), given);
        StandInUpstream upstream = new StandInUpstream(
                options.basePath(), catalog, authenticator::usage, authenticator::permitsModel, managed::note);
        GatewayServer server = options.server().start(options.port(), authenticator, management, upstream);
        return new RunningGateway(server, readOnly, managed, minted(mints, authenticator, managed, server));
    }

    /** Not before the port is had: a key that is kept and was never shown would be nobody's. */
    private static Optional<MintedKey> minted(
            boolean mints, Authenticator authenticator, ManagedKeys managed, GatewayServer server) {
        try {
            return mints ? Optional.of(managed.mint(authenticator)) : Optional.empty();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static Authenticator authenticator(
            Options options,
            Map<String, String> environment,
            ModelCatalog catalog,
            @Nullable KeyFile readOnly,
            ManagedKeys managed,
            boolean mints) {
        Authenticator.Builder builder = Authenticator.builder(options.profile())
                .enforcement(managed::enforcement)
                .basePath(options.basePath())
                .routes(GatewayRoutes.of(options.profile()))
                .trustedProxies(options.trustedProxies())
                .modelCatalog(catalog)
                .costEstimator(CostEstimator.byTokens(catalog, USUAL_OUTPUT_TOKENS));
        options.userLimit().ifPresent(builder::userLimit);
        options.guessLimit().ifPresent(builder::guessLimit);
        GatewayEnvironment.of(environment).applyTo(builder);
        if (readOnly != null) {
            builder.keys(readOnly);
        }
        boolean startsEmpty = options.profile().emptyKeySet() == EmptyKeySet.START_EMPTY;
        if (managed.areKept() || mints || hasMasterKey(environment) || startsEmpty) {
            managed.addTo(builder);
        }
        return builder.build();
    }

    /** Only {@code standard} helps a newcomer out; the other profiles do what their gateways do without a key. */
    private static boolean mustMint(Options options, Map<String, String> environment, ManagedKeys managed) {
        boolean helps = options.profile().name().equals("standard");
        return helps && !namesKeys(options, environment) && managed.areNone();
    }

    private static boolean namesKeys(Options options, Map<String, String> environment) {
        return options.manifest().isPresent()
                || hasMasterKey(environment)
                || GatewayEnvironment.of(environment).namesKeys(options.profile());
    }

    private static boolean hasMasterKey(Map<String, String> environment) {
        return !environment.getOrDefault(MASTER_KEY, "").isBlank();
    }

    /** The port it listens on. */
    int port() {
        return server.port();
    }

    /** The key that was minted because none was named. */
    Optional<MintedKey> minted() {
        return minted;
    }

    /** Returns once the gateway is closed. */
    void awaitClose() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        server.close();
        close(readOnly, managed);
        closed.countDown();
    }

    private static void close(@Nullable KeyFile readOnly, @Nullable ManagedKeys managed) {
        if (readOnly != null) {
            readOnly.close();
        }
        if (managed != null) {
            managed.close();
        }
    }
}
