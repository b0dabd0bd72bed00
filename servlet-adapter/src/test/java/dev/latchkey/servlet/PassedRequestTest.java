package dev.latchkey.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Verdict;
import dev.latchkey.key.KeyId;
import dev.latchkey.profile.Profiles;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What no container shows over a socket. */
final class PassedRequestTest {
    private final PassedRequest request = new PassedRequest(
            Blank.of(HttpServletRequest.class), verdict(), Blank.of(HttpServletResponse.class), new Exchange());

    private static Verdict.Passed verdict() {
        return (Verdict.Passed) dev.latchkey.Authenticator.builder(Profiles.standard())
                .keys(TestKeys.of(TestKeys.record("alice", TestKeys.ALICE)
                        .id(new KeyId("42"))
                        .build()))
                .identityHeaders()
                .build()
                .verify(TestKeys.ALICE);
    }

    @Test
    void noPushBuilderIsBornWithTheClientsHeaders() {
        assertThat(request.newPushBuilder()).isNull();
    }

    @Test
    void anIdentityThatIsANumberIsReadAsOne() {
        assertThat(request.getIntHeader("x-latchkey-key-id")).isEqualTo(42);
    }

    @Test
    void anIdentityHeaderThatIsMissingIsMinusOne() {
        assertThat(request.getIntHeader("X-Latchkey-User")).isEqualTo(-1);
        assertThat(request.getDateHeader("X-Latchkey-User")).isEqualTo(-1);
    }

    @Test
    void anIdentityIsNoDate() {
        assertThatThrownBy(() -> request.getDateHeader("X-Latchkey-Key-Id"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("X-Latchkey-Key-Id");
    }

    @Test
    void anIdentityHeaderHasOneValue() {
        assertThat(Collections.list(request.getHeaders("X-LATCHKEY-LABEL"))).containsExactly("alice");
    }
}
