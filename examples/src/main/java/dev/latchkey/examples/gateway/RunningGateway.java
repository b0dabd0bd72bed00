package dev.latchkey.examples.gateway;

import dev.latchkey.Authenticator;
import dev.latchkey.CostEstimator;
import dev.latchkey.EmptyKeySet;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.examples.upstream.StandInUpstream;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFile;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.MintedKey;
import dev.latchkey.manage.http.ManagementApi;
import dev.latchkey.profile.GatewayEnvironment;
import java.io.IOException;
import java.util.ArrayList;
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
    private final @Nullable KeyFile manifest;
    private final ManagedKeys managed;
    private final Optional<MintedKey> minted;
    private final CountDownLatch closed = new CountDownLatch(1);

    private RunningGateway(
            GatewayServer server, @Nullable KeyFile manifest, ManagedKeys managed, Optional<MintedKey> minted) {
        this.server = server;
        this.manifest = manifest;
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
        KeyFile manifest = options.manifest()
                .map(file -> KeyFile.watch(file, options.profile().ringReading()))
                .orElse(null);
        ManagedKeys managed = new ManagedKeys(options.enforcement());
        try {
            Optional<MintedKey> minted = mintIfNothingIsNamed(options, environment);
            GatewayServer server = listening(options, environment, manifest, managed, minted);
            return new RunningGateway(server, manifest, managed, minted);
        } catch (IOException | RuntimeException e) {
            close(manifest, managed);
            throw e;
        }
    }

    private static GatewayServer listening(
            Options options,
            Map<String, String> environment,
            @Nullable KeyFile manifest,
            ManagedKeys managed,
            Optional<MintedKey> minted)
            throws IOException {
        ModelCatalog catalog = options.catalog().map(CatalogFile::read).orElseGet(CatalogFile::builtIn);
        Authenticator authenticator = authenticator(options, environment, catalog, manifest, managed, minted);
        List<KeySource> given =
                new ArrayList<>(GatewayEnvironment.of(environment).keys(options.profile()));
        if (manifest != null) {
            given.add(manifest);
        }
        ManagementApi management = managed.api(authenticator, options.basePath(), given);
        StandInUpstream upstream = new StandInUpstream(
                options.basePath(), catalog, authenticator::usage, authenticator::permitsModel, managed::note);
        return options.server().start(options.port(), authenticator, management, upstream);
    }

    private static Authenticator authenticator(
            Options options,
            Map<String, String> environment,
            ModelCatalog catalog,
            @Nullable KeyFile manifest,
            ManagedKeys managed,
            Optional<MintedKey> minted) {
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
        if (manifest != null) {
            builder.keys(manifest);
        }
        if (hasMasterKey(environment) || options.profile().emptyKeySet() == EmptyKeySet.START_EMPTY) {
            managed.addTo(builder);
        }
        minted.map(key -> key.hash(HashScheme.sha256()))
                .ifPresent(hash -> builder.keys(KeyRing.parse("minted-at-start:" + hash.toHex())));
        return builder.build();
    }

    /** Only {@code standard} helps a newcomer out; the other profiles do what their gateways do without a key. */
    private static Optional<MintedKey> mintIfNothingIsNamed(Options options, Map<String, String> environment) {
        boolean helps = options.profile().name().equals("standard");
        return helps && !namesKeys(options, environment)
                ? Optional.of(options.profile().keyFormat().mint())
                : Optional.empty();
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
        close(manifest, managed);
        closed.countDown();
    }

    private static void close(@Nullable KeyFile manifest, ManagedKeys managed) {
        if (manifest != null) {
            manifest.close();
        }
        managed.close();
    }
}
