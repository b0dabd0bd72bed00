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
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the command line. A message names an option, never what was given for it: people paste keys in the wrong place.
 */
final class CommandLine {
    private static final int DEFAULT_PORT = 8080;
    private static final int MOST_DIGITS = 7;
    private static final int MOST_REQUESTS = 1_000_000;
    private static final String CLOUDFLARE = "cloudflare";

    private final Map<Option, String> given;

    private CommandLine(Map<Option, String> given) {
        this.given = given;
    }

    /** The options, or nothing when {@code --help} is among the arguments. */
    static Optional<Options> parse(List<String> arguments) throws UsageException {
        if (arguments.contains("--help")) {
            return Optional.empty();
        }
        Map<Option, String> given = new EnumMap<>(Option.class);
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            take(rest.next(), rest, given);
        }
        return Optional.of(new CommandLine(given).options());
    }

    /** {@code --name value} or {@code --name=value}. */
    private static void take(String argument, Iterator<String> rest, Map<Option, String> given) throws UsageException {
        int equals = argument.indexOf('=');
        Option option = Option.named(equals < 0 ? argument : argument.substring(0, equals));
        if (equals < 0 && !rest.hasNext()) {
            throw option.expected();
        }
        String value = equals < 0 ? rest.next() : argument.substring(equals + 1);
        if (value.isEmpty() && option != Option.BASE_PATH) {
            throw option.expected();
        }
        if (given.put(option, value) != null) {
            throw new UsageException(option.flag() + " is given twice: leave one of the two out");
        }
    }

    private Options options() throws UsageException {
        return new Options(
                profile(),
                server(),
                port(),
                file(Option.MANIFEST),
                enforcement(),
                basePath(),
                userLimit(),
                guessLimit(),
                trustedProxies(),
                file(Option.CATALOG));
    }

    private GatewayProfile profile() throws UsageException {
        String name = given.getOrDefault(Option.PROFILE, "standard");
        GatewayProfile profile = Profiles.named(name).orElseThrow(Option.PROFILE::expected);
        String header = given.get(Option.CREDENTIAL_HEADER);
        if (header == null) {
            return profile;
        }
        if (!name.equals(CLOUDFLARE)) {
            throw new UsageException(Option.CREDENTIAL_HEADER.flag()
                    + " goes with --profile cloudflare only: the other profiles say themselves where a key stands");
        }
        try {
            return Profiles.cloudflare(header);
        } catch (IllegalArgumentException e) {
            throw Option.CREDENTIAL_HEADER.expected();
        }
    }

    private ServerKind server() throws UsageException {
        return constant(Option.SERVER, ServerKind.JETTY, ServerKind.values());
    }

    private Enforcement enforcement() throws UsageException {
        return constant(Option.ENFORCEMENT, Enforcement.ON, Enforcement.values());
    }

    private <E extends Enum<E>> E constant(Option option, E byDefault, E[] all) throws UsageException {
        String name = given.get(option);
        if (name == null) {
            return byDefault;
        }
        return Stream.of(all)
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(option::expected);
    }

    private int port() throws UsageException {
        return number(Option.PORT, 0, 65_535).orElse(DEFAULT_PORT);
    }

    private OptionalInt number(Option option, int least, int most) throws UsageException {
        String text = given.get(option);
        if (text == null) {
            return OptionalInt.empty();
        }
        boolean digits = text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int value = digits ? Integer.parseInt(text) : -1;
        if (value < least || value > most) {
            throw option.expected();
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
        String ranges = given.get(Option.TRUSTED_PROXIES);
        if (ranges == null) {
            return TrustedProxies.none();
        }
        try {
            return TrustedProxies.of(AddressRanges.parse(List.of(ranges.split(",", -1))), 1);
        } catch (IllegalArgumentException e) {
            throw Option.TRUSTED_PROXIES.expected();
        }
    }

    private Optional<Path> file(Option option) throws UsageException {
        try {
            return Optional.ofNullable(given.get(option)).map(Path::of);
        } catch (InvalidPathException e) {
            throw option.expected();
        }
    }

    private String basePath() throws UsageException {
        String path = given.getOrDefault(Option.BASE_PATH, "");
        boolean plain = path.chars().allMatch(CommandLine::isPlain) && !path.contains("//") && !path.contains("/.");
        if (!path.isEmpty() && (!plain || !path.startsWith("/") || path.endsWith("/"))) {
            throw Option.BASE_PATH.expected();
        }
        return path;
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "/-._~".indexOf(c) >= 0;
    }

    /** What {@code --help} prints. */
    static String help() {
        String options = Stream.of(Option.values())
                .map(option -> "  " + option.help() + System.lineSeparator())
                .collect(Collectors.joining());
        return """
                Latchkey reference gateway: a stand-in AI upstream behind API-key authentication, on 127.0.0.1.

                Options:
                %s  --help                         prints this

                Environment:
                  GATEWAY_API_KEY                the one plaintext key; profile free-ai only
                  GATEWAY_API_KEY_HASHES         a ring: label:sha256hex, separated by commas or line feeds
                  GATEWAY_MASTER_KEY             the master key
                  GATEWAY_API_KEY_HASH_SECRET    the secrets of HMAC hashes, separated by commas, newest first

                Without any key, profile standard mints one and prints it once. With a master key, keys, users and
                budgets are managed at /v1/keys, /v1/users and /v1/budgets (/v1/management/openapi.json describes it);
                they live as long as the gateway does.
                """.formatted(options);
    }
}
