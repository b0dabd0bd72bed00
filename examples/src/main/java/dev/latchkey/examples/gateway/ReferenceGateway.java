package dev.latchkey.examples.gateway;

import dev.latchkey.Enforcement;
import dev.latchkey.key.MintedKey;
import dev.latchkey.manage.RepositoryException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The reference gateway: any of the six profiles, on Jetty or on Netty, in front of a stand-in upstream. It listens on
 * 127.0.0.1 only and runs until it is told to stop (SIGTERM or SIGINT).
 *
 * <p>Exit codes: 0 for {@code --help}, 1 when it cannot start, 2 for a command line that cannot be followed. Standard
 * output holds {@code listening on http://127.0.0.1:PORT} once it is ready, after the minted key where there is one;
 * everything else goes to standard error.
 */
public final class ReferenceGateway {
    private static final int CANNOT_START = 1;
    private static final int BAD_USAGE = 2;

    private ReferenceGateway() {}

    /** Runs the gateway with these options; {@code --help} lists them. */
    public static void main(String[] args) throws InterruptedException {
        int status = run(List.of(args), System.getenv(), System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Returns when the gateway has stopped, or could not start. */
    static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err)
            throws InterruptedException {
        Optional<Options> options;
        try {
            options = CommandLine.parse(args, environment);
        } catch (UsageException e) {
            return complain(err, e, " (--help lists every option)", BAD_USAGE);
        }
        if (options.isEmpty()) {
            out.print(CommandLine.help());
            return 0;
        }
        return serve(options.get(), environment, out, err);
    }

    private static int serve(Options options, Map<String, String> environment, PrintStream out, PrintStream err)
            throws InterruptedException {
        RunningGateway gateway;
        try {
            gateway = RunningGateway.start(options, environment);
        } catch (IllegalArgumentException | RepositoryException e) {
            return complain(err, e, "", CANNOT_START);
        } catch (IOException e) {
            String advice = "; choose another port with --port, or 0 for any that is free";
            return complain(err, e, advice, CANNOT_START);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "gateway-shutdown"));
        announce(gateway, options, out);
        gateway.awaitClose();
        return 0;
    }

    private static void announce(RunningGateway gateway, Options options, PrintStream out) {
        String address = "http://127.0.0.1:" + gateway.port();
        gateway.minted().ifPresent(key -> introduce(key, address, options, out));
        out.println("listening on " + address);
        out.flush();
    }

    /** The one place where a key is shown: nobody named one, and only its digest is kept. */
    private static void introduce(MintedKey key, String address, Options options, PrintStream out) {
        String url = address + options.basePath() + "/v1/models";
        String plaintext = key.revealOnce();
        String without = options.enforcement() == Enforcement.ON ? "refused" : "passes: enforcement is not on";
        out.println("key=" + plaintext);
        out.println("curl -i -H 'Authorization: Bearer " + plaintext + "' " + url + "   # accepted");
        out.println("curl -i " + url + "   # " + without);
    }

    private static int complain(PrintStream err, Exception cause, String advice, int status) {
        String message = Objects.toString(cause.getMessage(), cause.getClass().getSimpleName());
        err.println("latchkey-reference-gateway: " + message.replaceAll("\\R", " ") + advice);
        return status;
    }
}
