package dev.latchkey.examples.gateway;

import dev.latchkey.Enforcement;
import dev.latchkey.GatewayProfile;
import dev.latchkey.TrustedProxies;
import dev.latchkey.access.AddressRanges;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.RateAlgorithm;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Makes values of what was given for the options, wherever it was given. */
final class OptionValues {
    private static final int DEFAULT_PORT = 8080;
    private static final int MOST_DIGITS = 7;
    private static final int MOST_REQUESTS = 1_000_000;
    private static final String CLOUDFLARE = "cloudflare";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final List<Option> STORES = List.of(Option.MANIFEST, Option.DATA, Option.JDBC_URL);

    private final Map<Option, Given> given;

    OptionValues(Map<Option, Given> given) {
        this.given = given;
    }

    Options options(Optional<Hidden> masterKey) throws UsageException {
        requireOneStore();
        return new Options(
                profile(),
                server(),
                port(),
                file(Option.MANIFEST),
                file(Option.DATA),
                jdbcUrl(),
                masterKey,
                enforcement(),
                basePath(),
                userLimit(),
                guessLimit(),
                trustedProxies(),
                file(Option.CATALOG));
    }

    private GatewayProfile profile() throws UsageException {
        String name = text(Option.PROFILE).orElse("standard");
        GatewayProfile profile = Profiles.named(name).orElseThrow(() -> expected(Option.PROFILE));
        Optional<String> header = text(Option.CREDENTIAL_HEADER);
        if (header.isEmpty()) {
            return profile;
        }
        if (!name.equals(CLOUDFLARE)) {
            throw new UsageException(Option.CREDENTIAL_HEADER.flag()
                    + " goes with --profile cloudflare only: the other profiles say themselves where a key stands");
        }
        try {
            return Profiles.cloudflare(header.get());
        } catch (IllegalArgumentException e) {
            throw expected(Option.CREDENTIAL_HEADER);
        }
    }

    private ServerKind server() throws UsageException {
        return constant(Option.SERVER, ServerKind.JETTY, ServerKind.values());
    }

    private Enforcement enforcement() throws UsageException {
        return constant(Option.ENFORCEMENT, Enforcement.ON, Enforcement.values());
    }

    private <E extends Enum<E>> E constant(Option option, E byDefault, E[] all) throws UsageException {
        Optional<String> name = text(option);
        if (name.isEmpty()) {
            return byDefault;
        }
        return Stream.of(all)
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(name.get()))
                .findFirst()
                .orElseThrow(() -> expected(option));
    }

    private int port() throws UsageException {
        return number(Option.PORT, 0, 65_535).orElse(DEFAULT_PORT);
    }

    private OptionalInt number(Option option, int least, int most) throws UsageException {
        if (!given.containsKey(option)) {
            return OptionalInt.empty();
        }
        String text = text(option).orElse("");
        boolean digits = text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int value = digits ? Integer.parseInt(text) : -1;
        if (value < least || value > most) {
            throw expected(option);
        }
        return OptionalInt.of(value);
    }

    /** Exact, as any-llm counts; under a name of its own, since a key may have a limit per minute too. */
    private Optional<RateLimit> userLimit() throws UsageException {
        OptionalInt permits = number(Option.RATE_LIMIT_RPM, 1, MOST_REQUESTS);
        return permits.isEmpty()
                ? Optional.empty()
                : Optional.of(RateLimit.of(permits.getAsInt(), RateWindow.MINUTE, RateAlgorithm.LOG)
                        .named("user-per-minute"));
    }

    private Optional<RateLimit> guessLimit() throws UsageException {
        OptionalInt permits = number(Option.GUESS_LIMIT, 1, MOST_REQUESTS);
        return permits.isEmpty()
                ? Optional.empty()
                : Optional.of(RateLimit.of(permits.getAsInt(), RateWindow.MINUTE, RateAlgorithm.SLIDING));
    }

    private TrustedProxies trustedProxies() throws UsageException {
        Optional<String> ranges = text(Option.TRUSTED_PROXIES);
        if (ranges.isEmpty()) {
            return TrustedProxies.none();
        }
        try {
            return TrustedProxies.of(AddressRanges.parse(List.of(ranges.get().split(",", -1))), 1);
        } catch (IllegalArgumentException e) {
            throw expected(Option.TRUSTED_PROXIES);
        }
    }

    private Optional<Path> file(Option option) throws UsageException {
        try {
            return text(option).map(Path::of);
        } catch (InvalidPathException e) {
            throw expected(option);
        }
    }

    private String basePath() throws UsageException {
        String path = text(Option.BASE_PATH).orElse("");
        boolean plain = path.chars().allMatch(OptionValues::isPlain) && !path.contains("//") && !path.contains("/.");
        if (!path.isEmpty() && (!plain || !path.startsWith("/") || path.endsWith("/"))) {
            throw expected(Option.BASE_PATH);
        }
        return path;
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "/-._~".indexOf(c) >= 0;
    }

    private void requireOneStore() throws UsageException {
        List<Given> stores =
                STORES.stream().filter(given::containsKey).map(given::get).toList();
        if (stores.size() > 1) {
            throw new UsageException(stores.get(1).name() + " does not go with "
                    + stores.get(0).name() + ": keys are kept in one place; leave one of the two out");
        }
    }

    /** Not looked at any closer: what a driver says of an address repeats it. */
    private Optional<Hidden> jdbcUrl() throws UsageException {
        Optional<String> url = text(Option.JDBC_URL);
        if (url.isPresent() && !url.get().startsWith(POSTGRESQL)) {
            throw expected(Option.JDBC_URL);
        }
        return url.map(Hidden::new);
    }

    private Optional<String> text(Option option) {
        return Optional.ofNullable(given.get(option)).map(Given::value);
    }

    private UsageException expected(Option option) {
        Given what = given.get(option);
        return what == null ? option.expected() : option.expected(what.name());
    }
}
