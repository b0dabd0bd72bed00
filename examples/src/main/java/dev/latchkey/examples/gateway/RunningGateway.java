package dev.latchkey.examples.gateway;

import dev.latchkey.Authenticator;
import dev.latchkey.CostEstimator;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.examples.upstream.StandInUpstream;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFile;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.MintedKey;
import dev.latchkey.profile.GatewayEnvironment;
import java.io.IOException;
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
    private final Optional<MintedKey> minted;
    private final CountDownLatch closed = new CountDownLatch(1);

    private RunningGateway(GatewayServer server, @Nullable KeyFile manifest, Optional<MintedKey> minted) {
        this.server = server;
        this.manifest = manifest;
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
        try {
            Optional<MintedKey> minted = mintIfNothingIsNamed(options, environment);
            ModelCatalog catalog = options.catalog().map(CatalogFile::read).orElseGet(CatalogFile::builtIn);
            Authenticator authenticator = authenticator(options, environment, catalog, manifest, minted);
            StandInUpstream upstream =
                    new StandInUpstream(options.basePath(), catalog, authenticator::usage, authenticator::permitsModel);
            GatewayServer server = options.server().start(options.port(), authenticator, upstream);
            return new RunningGateway(server, manifest, minted);
        } catch (IOException | RuntimeException e) {
            if (manifest != null) {
                manifest.close();
            }
            throw e;
        }
    }

    private static Authenticator authenticator(
            Options options,
            Map<String, String> environment,
            ModelCatalog catalog,
            @Nullable KeyFile manifest,
            Optional<MintedKey> minted) {
        Authenticator.Builder builder = Authenticator.builder(options.profile())
                .enforcement(options.enforcement())
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
                || !environment.getOrDefault(MASTER_KEY, "").isBlank()
                || GatewayEnvironment.of(environment).namesKeys(options.profile());
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
        if (manifest != null) {
            manifest.close();
        }
        closed.countDown();
    }
}
