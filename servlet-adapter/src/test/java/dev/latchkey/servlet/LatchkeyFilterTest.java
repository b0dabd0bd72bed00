package dev.latchkey.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LatchkeyFilterTest {
    private final AtomicBoolean reached = new AtomicBoolean();
    private final FilterChain chain = (request, response) -> reached.set(true);

    @Test
    void whatIsNotHttpIsRefused() {
        LatchkeyFilter filter = new LatchkeyFilter(ServerFacts.standard());
        assertThatThrownBy(
                        () -> filter.doFilter(Blank.of(ServletRequest.class), Blank.of(ServletResponse.class), chain))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("not an HTTP request");
        assertThat(reached).isFalse();
    }

    @Test
    void aFilterThatWasNeverInitialisedLetsNothingPass() {
        assertNothingPasses(new LatchkeyFilter(Map.of()));
    }

    @Test
    void aFilterWhoseInitFailedLetsNothingPass() {
        LatchkeyFilter filter = new LatchkeyFilter(Map.of());
        assertThatThrownBy(() -> filter.init(new MapFilterConfig(Map.of()))).isInstanceOf(ServletException.class);
        assertNothingPasses(filter);
    }

    @Test
    void aDestroyedFilterThatOpenedItsKeysLetsNothingPass(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("keys"), "a:" + TestKeys.hash(TestKeys.ALICE).toHex());
        LatchkeyFilter filter = new LatchkeyFilter(Map.of("LATCHKEY_MANIFEST", file.toString()));
        filter.init(new MapFilterConfig(Map.of()));
        filter.destroy();
        assertNothingPasses(filter);
    }

    private void assertNothingPasses(LatchkeyFilter filter) {
        assertThatThrownBy(() ->
                        filter.doFilter(Blank.of(HttpServletRequest.class), Blank.of(HttpServletResponse.class), chain))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("was not initialised");
        assertThat(reached).isFalse();
    }

    @Test
    void initParamsBesideAnInjectedAuthenticatorAreRefused() {
        LatchkeyFilter filter = new LatchkeyFilter(ServerFacts.standard());
        assertThatThrownBy(() -> filter.init(new MapFilterConfig(Map.of("profile", "any-llm"))))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("reads no init-params");
    }

    @Test
    void anInjectedAuthenticatorNeedsNoInitParams() throws Exception {
        LatchkeyFilter filter = new LatchkeyFilter(ServerFacts.standard());
        filter.init(new MapFilterConfig(Map.of()));
        filter.destroy();
        assertThatThrownBy(
                        () -> filter.doFilter(Blank.of(ServletRequest.class), Blank.of(ServletResponse.class), chain))
                .hasMessageContaining("not an HTTP request");
    }
}
