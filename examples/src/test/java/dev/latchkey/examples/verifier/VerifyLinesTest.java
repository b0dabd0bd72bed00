package dev.latchkey.examples.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.MintedKey;
import dev.latchkey.profile.Profiles;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VerifyLinesTest {
    private final MintedKey key = KeyFormat.standard().mint();
    private final Authenticator gate = Authenticator.builder(Profiles.standard())
            .keys(KeyRing.parse("billing:" + key.hash(HashScheme.sha256()).toHex()))
            .build();

    @Test
    void aGoodKeyIsLetInUnderItsLabel() throws Exception {
        assertThat(answersTo(key.revealOnce())).startsWith("let in: billing (key-");
    }

    @Test
    void anUnknownKeyIsRefused() throws Exception {
        assertThat(answersTo(KeyFormat.standard().mint().revealOnce())).isEqualTo("refused: UNKNOWN_KEY\n");
    }

    @Test
    void anEmptyLineIsNoKey() throws Exception {
        assertThat(answersTo("")).isEqualTo("refused: NO_CREDENTIAL\n");
    }

    private String answersTo(String line) throws IOException {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        VerifyLines.run(
                gate,
                new BufferedReader(new StringReader(line + "\n")),
                new PrintStream(answers, true, StandardCharsets.UTF_8));
        return answers.toString(StandardCharsets.UTF_8);
    }
}
