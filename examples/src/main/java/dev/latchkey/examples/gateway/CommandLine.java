package dev.latchkey.examples.gateway;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the command line, and what stands in for its options: environment variables, and behind those a configuration
 * file. A message names an option, never what was given for it: people paste keys in the wrong place.
 */
final class CommandLine {
    private CommandLine() {}

    /** The options, or nothing when {@code --help} is among the arguments. */
    static Optional<Options> parse(List<String> arguments) throws UsageException {
        return parse(arguments, Map.of());
    }

    /** The options, or nothing when {@code --help} is among the arguments. */
    static Optional<Options> parse(List<String> arguments, Map<String, String> environment) throws UsageException {
        if (arguments.contains("--help")) {
            return Optional.empty();
        }
        Map<Option, Given> given = ofEnvironment(environment);
        given.putAll(ofArguments(arguments));
        Configuration configuration = configuration(given);
        configuration.options().forEach(given::putIfAbsent);
        return Optional.of(new OptionValues(given).options(configuration.masterKey()));
    }

    private static Configuration configuration(Map<Option, Given> given) throws UsageException {
        Given file = given.get(Option.CONFIG);
        try {
            return file == null ? Configuration.none() : Configuration.read(Path.of(file.value()));
        } catch (InvalidPathException e) {
            throw Option.CONFIG.expected();
        }
    }

    /** An empty variable is none, as everywhere in the environment. */
    private static Map<Option, Given> ofEnvironment(Map<String, String> environment) {
        Map<Option, Given> given = new EnumMap<>(Option.class);
        for (Option option : Option.values()) {
            String value = environment.getOrDefault(option.variable(), "");
            if (!value.isEmpty()) {
                given.put(option, new Given(value, option.variable()));
            }
        }
        return given;
    }

    private static Map<Option, Given> ofArguments(List<String> arguments) throws UsageException {
        Map<Option, Given> given = new EnumMap<>(Option.class);
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            take(rest.next(), rest, given);
        }
        return given;
    }

    /** {@code --name value} or {@code --name=value}. */
    private static void take(String argument, Iterator<String> rest, Map<Option, Given> given) throws UsageException {
        int equals = argument.indexOf('=');
        Option option = Option.named(equals < 0 ? argument : argument.substring(0, equals));
        if (equals < 0 && !rest.hasNext()) {
            throw option.expected();
        }
        String value = equals < 0 ? rest.next() : argument.substring(equals + 1);
        if (value.isEmpty() && option != Option.BASE_PATH) {
            throw option.expected();
        }
        if (given.put(option, new Given(value, option.flag())) != null) {
            throw new UsageException(option.flag() + " is given twice: leave one of the two out");
        }
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

                Each of them can be an environment variable too, such as GATEWAY_JDBC_URL, or a line of the --config file;
                a variable wins over the file, and the command line over both.

                Environment:
                  GATEWAY_API_KEY                the one plaintext key; profile free-ai only
                  GATEWAY_API_KEY_HASHES         a ring: label:sha256hex, separated by commas or line feeds
                  GATEWAY_MASTER_KEY             the master key
                  GATEWAY_API_KEY_HASH_SECRET    the secrets of HMAC hashes, separated by commas, newest first
                  GATEWAY_JDBC_USER              the database's user, where --jdbc-url does not name one
                  GATEWAY_JDBC_PASSWORD          and its password

                Without any key, profile standard mints one and prints it once. With a master key, keys, users and
                budgets are managed at /v1/keys, /v1/users and /v1/budgets (/v1/management/openapi.json describes it).
                They live as long as the gateway does, or longer: with --data or --jdbc-url all of it is kept, money
                included, and with a JSON --manifest the keys are.
                """.formatted(options);
    }
}
