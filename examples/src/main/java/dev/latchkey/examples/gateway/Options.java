package dev.latchkey.examples.gateway;

import dev.latchkey.Enforcement;
import dev.latchkey.GatewayProfile;
import dev.latchkey.TrustedProxies;
import dev.latchkey.quota.RateLimit;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line asks for, or what stands in for it.
 *
 * @param profile whose words and rules; with {@code --credential-header} already in it
 * @param server which server
 * @param port 1 to 65535, or 0 for any that is free
 * @param manifest the watched key file
 * @param data the directory of the database in files
 * @param jdbcUrl the address of the database on a server; of these three there is one at most
 * @param masterKey the master key, where the environment does not name one
 * @param enforcement whether refusals are enforced
 * @param basePath what the routes lie under; empty, or begins with a slash and does not end with one
 * @param userLimit how often each user may call
 * @param guessLimit how many keys that nobody knows each client address may send
 * @param trustedProxies who may say what a client's address is
 * @param catalog the file with models and prices; the built-in ones if empty
 */
record Options(
        GatewayProfile profile,
        ServerKind server,
        int port,
        Optional<Path> manifest,
        Optional<Path> data,
        Optional<Hidden> jdbcUrl,
        Optional<Hidden> masterKey,
        Enforcement enforcement,
        String basePath,
        Optional<RateLimit> userLimit,
        Optional<RateLimit> guessLimit,
        TrustedProxies trustedProxies,
        Optional<Path> catalog) {}
