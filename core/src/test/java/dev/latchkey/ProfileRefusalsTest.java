package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.profile.Profiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles that cannot be, each refused with what to change. */
class ProfileRefusalsTest {
    private static GatewayProfile.Builder builder() {
        return GatewayProfile.builder("own");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(ThrowingCallable building) {
        return assertThatThrownBy(building).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noCredentialSource() {
        assertRefused(() -> builder().credentials().build())
                .hasMessage("profile own: name 1 to 8 credential sources, each header once");
    }

    @Test
    void nineCredentialSources() {
        CredentialSource[] nine = IntStream.range(0, 9)
                .mapToObj(i -> CredentialSource.raw("x-key-" + i))
                .toArray(CredentialSource[]::new);
        assertRefused(() -> builder().credentials(nine).build()).hasMessageContaining("1 to 8");
    }

    @Test
    void oneHeaderTwice() {
        assertRefused(() -> builder()
                        .credentials(CredentialSource.raw("X-Key"), CredentialSource.bearer("x-key"))
                        .build())
                .hasMessageContaining("each header once");
        assertRefused(() -> builder()
                        .masterKeyCredentials(CredentialSource.raw("X-Key"), CredentialSource.bearer("x-key"))
                        .build())
                .hasMessageContaining("master key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Own", "own profile", "own\n", "a23456789012345678901234567890123"})
    void anOddName(String name) {
        assertRefused(() -> GatewayProfile.builder(name)).hasMessageContaining("[a-z0-9-]");
    }

    @Test
    void anOpenRouteForEverythingBelowAPath() {
        assertRefused(() -> builder().openRoutes(Route.get("/docs/*")).build()).hasMessageContaining("one exact path");
    }

    @Test
    void anOrderOfChecksThatLeavesOneOut() {
        assertRefused(() -> builder().checks(Check.PATH, Check.KEY).build()).hasMessageContaining("exactly once");
        assertRefused(() -> builder().checks().build()).hasMessageContaining("exactly once");
    }

    @Test
    void anOrderOfChecksThatCannotBeTaken() {
        List<Check> order = Arrays.asList(Check.values());
        for (int i = 0; i + 1 < order.size(); i++) {
            List<Check> swapped = new ArrayList<>(order);
            Collections.swap(swapped, i, i + 1);
            boolean free = order.get(i).compareTo(Check.STATUS) >= 0
                    && order.get(i) != Check.EXPIRY
                    && order.get(i) != Check.USAGE
                    && order.get(i) != Check.PERIOD;
            ThrowingCallable building =
                    () -> builder().checks(swapped.toArray(Check[]::new)).build();
            if (free) {
                assertThat(builder()
                                .checks(swapped.toArray(Check[]::new))
                                .build()
                                .checks())
                        .isEqualTo(swapped);
            } else {
                assertRefused(building).hasMessageStartingWith("checks: ");
            }
        }
    }

    @Test
    void anOrderThatAsksForMoneyBeforeLimits() {
        List<Check> order = new ArrayList<>(Arrays.asList(Check.values()));
        order.remove(Check.RATE_LIMIT);
        order.add(Check.RATE_LIMIT);
        assertRefused(() -> builder().checks(order.toArray(Check[]::new)).build())
                .hasMessage("checks: [RATE_LIMIT, USAGE, PERIOD, BUDGET, MODE] are taken in this order, in one step");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a\\b", "a\r\nb", "caf\u00e9"})
    void aRealmThatCouldEndItself(String realm) {
        assertRefused(() -> builder().challengeRealm(realm)).hasMessageContaining("printable ASCII");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 399, 600})
    void aRefusalThatIsNone(int status) {
        assertRefused(() -> new RefusalWords(status, "", "", "")).hasMessageContaining("400 to 599");
    }

    @Test
    void aShapeThatNoKeyHas() {
        assertRefused(() -> KeyShape.prefix("gw key")).hasMessageStartingWith("prefix: ");
        assertRefused(() -> KeyShape.prefix("p".repeat(65))).hasMessageStartingWith("prefix: ");
        assertRefused(() -> new KeyShape("", -1, false)).hasMessageContaining("0 to 512");
        assertRefused(() -> new KeyShape("", 513, false)).hasMessageContaining("0 to 512");
    }

    @Test
    void theLongestPrefixIsLookedForInTheLongestText() {
        GatewayProfile profile =
                builder().shape(KeyShape.prefix("p".repeat(64))).build();
        Authenticator gate = Authenticator.builder(profile)
                .keys(TestKeys.holding(TestKeys.K))
                .build();
        assertThat(gate.verify("p".repeat(5_000))).isEqualTo(Denied.of(Reason.TOO_LONG));
        assertThat(gate.verify("p".repeat(63) + "q".repeat(5_000))).isEqualTo(Denied.of(Reason.BAD_PREFIX));
    }

    @Test
    void anEnvelopeThatIsNoJson() {
        GatewayProfile profile = builder()
                .envelope("application/json", words -> Map.of("it", new Object()))
                .build();
        assertRefused(() -> Authenticator.builder(profile)
                        .keys(TestKeys.holding(TestKeys.K))
                        .build())
                .hasMessage("profile own: its envelope holds something that is no JSON value");
    }

    @Test
    void theSixBuildersGiveBackWhatTheyWereMadeFrom() {
        for (GatewayProfile profile : Profiles.all()) {
            GatewayProfile copy = profile.toBuilder().build();
            assertThat(copy).usingRecursiveComparison().isEqualTo(profile);
        }
    }
}
