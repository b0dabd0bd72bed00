package dev.latchkey.examples.verifier;

import dev.latchkey.Authenticator;
import dev.latchkey.Verdict;
import dev.latchkey.key.KeyRing;
import dev.latchkey.profile.Profiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The smallest host there is: it reads one key a line and says whose it is. A message broker, an RPC interceptor or a
 * socket server of your own would do the same with the key that its protocol carries.
 *
 * <pre>{@code
 * GATEWAY_API_KEY_HASHES="billing:$(printf %s "$KEY" | sha256sum | cut -c1-64)" \
 *     java -cp ... dev.latchkey.examples.verifier.VerifyLines <<< "$KEY"
 * }</pre>
 */
public final class VerifyLines {
    private VerifyLines() {}

    /** Reads keys from standard input until it ends. */
    public static void main(String[] args) throws IOException {
        // Build it once and share it: it is immutable and thread-safe. An empty or broken ring is refused here, at the
        // start, and not at the first request.
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(KeyRing.parse(System.getenv("GATEWAY_API_KEY_HASHES")))
                .build();
        run(gate, new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), System.out);
    }

    static void run(Authenticator gate, BufferedReader keys, PrintStream answers) throws IOException {
        for (String key = keys.readLine(); key != null; key = keys.readLine()) {
            answers.println(answer(gate.verify(key)));
        }
    }

    /**
     * A verdict has three cases, and the compiler asks for all of them. The reason is for the operator: what a client is
     * told is the profile's to say, with {@link Authenticator#render}.
     */
    private static String answer(Verdict verdict) {
        return verdict.fold(
                granted -> "let in: " + granted.principal().label() + " ("
                        + granted.principal().id() + ")",
                open -> "let in without a key: " + open.reason(),
                denied -> "refused: " + denied.reason());
    }
}
