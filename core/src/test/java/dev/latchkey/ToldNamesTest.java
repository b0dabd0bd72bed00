package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.access.AllowedModels;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.profile.Profiles;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Names that a client made up are told back to it in JSON, cut, and never read as anything else. */
class ToldNamesTest {
    private static final TestRequest CALL = TestRequest.bearing(TestKeys.K);

    private final Authenticator gate = Authenticator.builder(Profiles.standard())
            .keys(TestKeys.source(
                    Calls.key(KeyPermits.builder().models(AllowedModels.none()).build())))
            .build();

    private String told(String model) {
        Call call = Call.builder().model(model).build();
        Refusal refusal = gate.render(((Denied) new Calls(gate).make(CALL, call)).denial(), CALL);
        assertThat(refusal.status()).isEqualTo(403);
        return new String(refusal.body(), StandardCharsets.UTF_8);
    }

    @Test
    void whatLooksLikeAPlaceOfOursStaysAsItIs() {
        assertThat(told("{user}{model}{")).contains("\"detail\":\"Model '{user}{model}{' is not permitted");
    }

    @Test
    void quotesAndLineBreaksAreEscaped() {
        assertThat(told("a\"b\r\n\u001b</script>")).contains("'a\\\"b\\r\\n\\u001B</script>'");
    }

    @Test
    void halfACharacterIsReplaced() {
        assertThat(told("a\ud800b")).contains("'a?b'");
        assertThat(told("a".repeat(127) + "\ud83d\ude00")).contains("'" + "a".repeat(127) + "?'");
    }

    @Test
    void aLongNameIsCut() {
        assertThat(told("m".repeat(5000))).contains("'" + "m".repeat(128) + "'");
    }
}
