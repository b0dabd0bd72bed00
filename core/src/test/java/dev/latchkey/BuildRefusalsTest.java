package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyTable;
import dev.latchkey.profile.Profiles;
import java.time.Duration;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations that cannot work, each refused with what to change. */
class BuildRefusalsTest {
    private static Authenticator.Builder builder() {
        return Authenticator.builder(Profiles.standard()).keys(TestKeys.holding(TestKeys.K));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(ThrowingCallable building) {
        return assertThatThrownBy(building).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "cloudflare", "transactional", "llm-gateway"})
    void noKeysAtAll(String profile) {
        assertRefused(() -> Authenticator.builder(Profiles.named(profile).orElseThrow())
                        .build())
                .hasMessage(
                        "no keys: profile " + profile + " starts only with a ring, a manifest, another source of keys,"
                                + " or a master key; configure one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"free-ai", "any-llm"})
    void theseTwoStartWithoutKeys(String profile) {
        assertThatCode(() -> Authenticator.builder(Profiles.named(profile).orElseThrow())
                        .build())
                .doesNotThrowAnyException();
    }

    @Test
    void aMasterKeyOrAnEmptyStoreIsEnoughToStart() {
        assertThatCode(() -> Authenticator.builder(Profiles.standard())
                        .masterKey("m".repeat(32))
                        .build())
                .doesNotThrowAnyException();
        assertThatCode(() -> Authenticator.builder(Profiles.standard())
                        .keys(KeySource.of(KeyTable.empty()))
                        .build())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\t\n"})
    void aBlankMasterKeyIsNone(String blank) {
        assertRefused(() -> Authenticator.builder(Profiles.standard())
                        .masterKey(blank)
                        .build())
                .hasMessageContaining("no keys");
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary canary", "canary\n", "can\u00e4ry", "$argon2i$v=19$canary", "$argon2id$canary"})
    void aMasterKeyThatCanBeNone(String text) {
        assertRefused(() -> builder().masterKey(text))
                .hasMessageStartingWith("master key: ")
                .message()
                .doesNotContain("canary", "can\u00e4ry");
    }

    @Test
    void aMasterKeyAbove512Characters() {
        assertRefused(() -> builder().masterKey("m".repeat(513))).hasMessageContaining("at most 512");
    }

    @Test
    void somethingSetTwice() {
        assertRefused(() -> builder().masterKey("m".repeat(32)).masterKey("n".repeat(32)))
                .hasMessage("masterKey was set before: set it once");
        assertRefused(() -> builder().openRoutes().openRoutes(Route.get("/x"))).hasMessageContaining("openRoutes");
    }

    @Test
    void aFifthHashSecret() {
        HashScheme[] five = IntStream.range(0, 5)
                .mapToObj(i -> HashScheme.hmacSha256("secret " + i))
                .toArray(HashScheme[]::new);
        assertRefused(() -> builder().hashSecrets(five).build())
                .hasMessageContaining("at most 4")
                .message()
                .doesNotContain("secret 0");
    }

    @Test
    void theSameHashSecretTwice() {
        HashScheme once = HashScheme.hmacSha256("canary");
        assertRefused(() -> builder().hashSecrets(once, once).build())
                .hasMessageContaining("each under a name of its own")
                .message()
                .doesNotContain("canary");
    }

    @Test
    void plainSha256AsASecret() {
        assertRefused(() -> builder().hashSecrets(HashScheme.sha256()).build())
                .hasMessageContaining("plain SHA-256 has no secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"free-ai", "transactional", "any-llm", "llm-gateway"})
    void aChecksumWhereTheFormatHasNone(String profile) {
        assertRefused(() -> Authenticator.builder(Profiles.named(profile).orElseThrow())
                        .keys(TestKeys.holding(TestKeys.K))
                        .requireChecksum()
                        .build())
                .hasMessageContaining("name a format that has");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "/gateway/", "/", "/a//b", "/a/../b", "/a?b", "/a b"})
    void aBasePathThatIsNotPlain(String path) {
        assertRefused(() -> builder().basePath(path).build()).hasMessageContaining("such as /gateway");
    }

    @Test
    void aGreatestAgeOfNothingOrOfMoreThanAYear() {
        for (Duration age : new Duration[] {
            Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(365).plusNanos(1), Duration.ofSeconds(Long.MAX_VALUE)
        }) {
            assertRefused(() -> builder().maxTableAge(age).build()).hasMessageContaining("at most 365 days");
        }
        assertThatCode(() -> builder().maxTableAge(Duration.ofDays(365)).build())
                .doesNotThrowAnyException();
    }

    @Test
    void aRouteThatSaysNothing() {
        assertRefused(() -> builder().routes(Route.any("/x")).build()).hasMessageContaining("give it credentials(…)");
    }

    @Test
    void aRouteWithOneHeaderTwiceOrNone() {
        CredentialSource bearer = CredentialSource.bearer("Authorization");
        assertRefused(() -> Route.any("/x").credentials(bearer, CredentialSource.raw("authorization")))
                .hasMessage("route * /x: name 1 to 8 credential sources, each header once");
        assertRefused(() -> Route.any("/x").credentials(new CredentialSource[0]))
                .hasMessageContaining("name 1 to 8");
    }

    @Test
    void anOpenRouteThatAsksForACredential() {
        Route route = Route.get("/x").credentials(CredentialSource.raw("x-api-key"));
        assertRefused(() -> builder().openRoutes(route).build()).hasMessageContaining("asks for no credential");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "get", "G T", "GET\r"})
    void aRouteWithAnOddMethod(String method) {
        assertRefused(() -> Route.of(method, "/x")).hasMessageContaining("such as GET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x api key", "x-api-key:", "x-api-k\u00e9y", "a\r\nb"})
    void aCredentialHeaderThatIsNoFieldName(String header) {
        assertRefused(() -> CredentialSource.bearer(header)).hasMessageContaining("such as x-api-key");
        assertRefused(() -> CredentialSource.raw(header)).hasMessageContaining("such as x-api-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: b", "a\0", "\u007f"})
    void aHeaderThatCouldEndItself(String value) {
        assertRefused(() -> new Header("X-Frame-Options", value)).hasMessageContaining("without control characters");
    }

    @Test
    @SuppressWarnings("NullAway") // a source that breaks its promise is what this is about
    void aSourceThatAnswersNothing() {
        assertRefused(() -> builder().keys(() -> null).build()).hasMessageContaining("KeyTable.empty()");
    }

    @ParameterizedTest
    @EnumSource(EmptyKeySet.class)
    void aMasterKeyIsEnoughWhateverNoKeysMean(EmptyKeySet meaning) {
        GatewayProfile profile =
                Profiles.standard().toBuilder().emptyKeySet(meaning).build();
        assertThatCode(() ->
                        Authenticator.builder(profile).masterKey("m".repeat(32)).build())
                .doesNotThrowAnyException();
    }
}
