package dev.latchkey.examples.gateway;

import dev.latchkey.GatewayProfile;
import dev.latchkey.profile.Profiles;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The options of the command line: name, what is expected, and what holds without. */
enum Option {
    PROFILE("NAME", "one of " + profileNames(), "standard"),
    SERVER("jetty|netty", "jetty or netty", "jetty"),
    PORT("N", "a number from 0 to 65535, 0 for any that is free", "8080"),
    MANIFEST("FILE", "a file with keys, watched: a JSON manifest, which management writes, or ring text", "none"),
    DATA("DIR", "a directory in which keys, users, budgets and money are kept (H2)", "in memory"),
    JDBC_URL("URL", "jdbc:postgresql://HOST/DATABASE, where all that is kept instead", "in memory"),
    CONFIG("FILE", "a YAML file with these options, without the dashes in front, and master_key", "none"),
    ENFORCEMENT("on|off|observe", "on, off or observe", "on"),
    BASE_PATH("P", "a path such as /gateway, without a slash at the end; the routes lie under it", "empty"),
    CREDENTIAL_HEADER("NAME", "a header's name; with --profile cloudflare only", "cf-aig-authorization"),
    RATE_LIMIT_RPM("N", "requests a minute for each user, a number from 1 to 1000000", "no such limit"),
    GUESS_LIMIT("N", "unknown keys a minute from each client address, a number from 1 to 1000000", "no such limit"),
    TRUSTED_PROXIES(
            "CIDR,...",
            "address ranges such as 10.0.0.0/8,::1/128; the last entry of X-Forwarded-For is believed from there",
            "none"),
    CATALOG("FILE", "a JSON file with models and their prices", "a few built-in models");

    private final String placeholder;
    private final String expectation;
    private final String byDefault;

    Option(String placeholder, String expectation, String byDefault) {
        this.placeholder = placeholder;
        this.expectation = expectation;
        this.byDefault = byDefault;
    }

    static Option named(String flag) throws UsageException {
        return Stream.of(values())
                .filter(option -> option.flag().equals(flag))
                .findFirst()
                .orElseThrow(() -> new UsageException("unknown argument: expected one of "
                        + Stream.of(values()).map(Option::flag).collect(Collectors.joining(", "))));
    }

    String flag() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name that stands for it in a configuration file, save that dashes may stand for the lines. */
    String member() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The environment variable that stands for it. */
    String variable() {
        return "GATEWAY_" + name();
    }

    boolean isNumber() {
        return this == PORT || this == RATE_LIMIT_RPM || this == GUESS_LIMIT;
    }

    /** What was given cannot be. */
    UsageException expected() {
        return expected(flag());
    }

    /**
     * What was given cannot be.
     *
     * @param name how it was given
     */
    UsageException expected(String name) {
        return new UsageException(name + ": expected " + expectation);
    }

    String help() {
        return String.format(Locale.ROOT, "%-30s %s (default: %s)", flag() + " " + placeholder, expectation, byDefault);
    }

    private static String profileNames() {
        return Profiles.all().stream().map(GatewayProfile::name).collect(Collectors.joining(", "));
    }
}
