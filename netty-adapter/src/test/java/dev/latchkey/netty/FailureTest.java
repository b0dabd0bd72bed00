package dev.latchkey.netty;

import static dev.latchkey.netty.Keys.ALICE;
import static dev.latchkey.netty.RawClient.bearer;
import static dev.latchkey.netty.RawClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.Envelope;
import dev.latchkey.key.KeySource;
import dev.latchkey.profile.Profiles;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Key sources and profiles of the host that fail while requests are decided. */
final class FailureTest {
    private final AtomicBoolean broken = new AtomicBoolean();

    private Authenticator failingWith(Runnable failure) {
        KeySource good = Keys.source();
        return Authenticator.builder(Profiles.standard())
                .keys(() -> {
                    if (broken.get()) {
                        failure.run();
                    }
                    return good.table();
                })
                .build();
    }

    private RawAnswer askBroken(Authenticator authenticator, String request) throws IOException {
        try (TestServer server = TestServer.http1(authenticator, EchoHost::new)) {
            broken.set(true);
            return RawClient.ask(server, request);
        }
    }

    @Test
    void exceptionOfASourceIsAnsweredAsUnavailable() throws IOException {
        Authenticator failing = failingWith(() -> {
            throw new IllegalStateException("broken");
        });
        assertThat(askBroken(failing, get("/v1/x", bearer(ALICE))).status()).isEqualTo(503);
    }

    @Test
    void errorOfASourceIsAnsweredAsUnavailable() throws IOException {
        Authenticator failing = failingWith(() -> {
            throw new NoClassDefFoundError("gone");
        });
        RawAnswer answer = askBroken(failing, get("/v1/error-of-a-source", bearer(ALICE)));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(EchoHost.TARGETS).doesNotContain("/v1/error-of-a-source");
    }

    @Test
    void connectionGoesOnAfterAFailure() throws IOException {
        Authenticator failing = failingWith(() -> {
            throw new NoClassDefFoundError("gone");
        });
        try (TestServer server = TestServer.http1(failing, EchoHost::new);
                RawClient client = new RawClient(server)) {
            broken.set(true);
            client.send(get("/v1/x", bearer(ALICE))).read();
            broken.set(false);
            assertThat(client.send(get("/v1/x", bearer(ALICE))).read().principal())
                    .isEqualTo("alice");
        }
    }

    @Test
    void refusalThatFindsNoWordsIsThatOfUnavailable() throws IOException {
        Envelope failing = words -> {
            if (broken.get()) {
                throw new IllegalStateException("broken");
            }
            return Map.of("message", words.message());
        };
        Authenticator authenticator = Keys.authenticator(Profiles.anyLlm().toBuilder()
                .envelope("application/json", failing)
                .build());
        // Only a refusal that tells the credential's length is written anew.
        RawAnswer answer = askBroken(authenticator, get("/v1/x", bearer("gw-short")));
        assertThat(answer.status() + answer.body()).startsWith("503{\"message\":");
    }
}
