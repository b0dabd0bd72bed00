package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes as text. */
class RouteTest {
    @Test
    void aMethodAndAPathAreARoute() {
        assertThat(Route.parse("GET /health")).isEqualTo(Route.get("/health"));
        assertThat(Route.parse("POST  /v1/jobs/*")).isEqualTo(Route.post("/v1/jobs/*"));
    }

    @Test
    void aStarIsEveryMethod() {
        assertThat(Route.parse("* /health")).isEqualTo(Route.any("/health"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /health", "* /v1/x", "DELETE /v1/keys/*"})
    void aRouteReadsWhatItPrints(String text) {
        assertThat(Route.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/health", "GET", "GET ", "GET health", "get /health", "GET /", "GET /a /b", " GET /a"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Route.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("route");
    }
}
