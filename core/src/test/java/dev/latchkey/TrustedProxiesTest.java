package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.access.AddressRanges;
import dev.latchkey.access.AddressText;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static final AddressRanges INSIDE = AddressRanges.parse(List.of("10.0.0.0/8", "fd00::/8"));
    private static final TrustedProxies ONE_HOP = TrustedProxies.of(INSIDE, 1);
    private static final TrustedProxies THREE_HOPS = TrustedProxies.of(INSIDE, 3);
    private static final TrustedProxies FORWARDED = THREE_HOPS.readingForwarded();

    private record Call(@Nullable InetAddress peerAddress, Map<String, List<String>> fields) implements Request {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String target() {
            return "/";
        }

        @Override
        public List<String> headers(String name) {
            return fields.getOrDefault(name, List.of());
        }
    }

    private static InetAddress address(String text) {
        return AddressText.parse(text).orElseThrow();
    }

    private static @Nullable InetAddress client(TrustedProxies proxies, String peer, String field, String... lines) {
        return proxies.clientAddress(new Call(address(peer), Map.of(field, List.of(lines))));
    }

    private static @Nullable InetAddress xForwardedFor(String... lines) {
        return client(THREE_HOPS, "10.0.0.1", "X-Forwarded-For", lines);
    }

    private static @Nullable InetAddress forwarded(String... lines) {
        return client(FORWARDED, "10.0.0.1", "Forwarded", lines);
    }

    @Test
    void nobodyIsTrustedByDefault() {
        assertThat(client(TrustedProxies.none(), "10.0.0.1", "X-Forwarded-For", "192.0.2.1"))
                .isEqualTo(address("10.0.0.1"));
    }

    @Test
    void aPeerThatIsNotTrustedIsTheClientWhateverItSays() {
        assertThat(client(THREE_HOPS, "198.51.100.7", "X-Forwarded-For", "192.0.2.1"))
                .isEqualTo(address("198.51.100.7"));
    }

    @Test
    void aPeerWithoutAnAddressIsUnknown() {
        assertThat(THREE_HOPS.clientAddress(new Call(null, Map.of("X-Forwarded-For", List.of("192.0.2.1")))))
                .isNull();
    }

    @Test
    void aTrustedPeerThatSaysNothingIsTheClient() {
        assertThat(xForwardedFor()).isEqualTo(address("10.0.0.1"));
        assertThat(xForwardedFor("", " \t ")).isEqualTo(address("10.0.0.1"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1 | 192.0.2.1",
                "192.0.2.1:4711 | 192.0.2.1",
                "2001:db8::1 | 2001:db8::1",
                "[2001:db8::1] | 2001:db8::1",
                "[2001:db8::1]:4711 | 2001:db8::1",
                "::ffff:192.0.2.1 | 192.0.2.1",
                "6.6.6.6, 192.0.2.1 | 192.0.2.1",
                "6.6.6.6,\t192.0.2.1 ,10.0.0.2 | 192.0.2.1",
                "192.0.2.1, 10.0.0.3, fd00::1 | 192.0.2.1",
                "nonsense, 192.0.2.1 | 192.0.2.1",
                "10.0.0.3, 10.0.0.2 | 10.0.0.3",
            })
    void theFirstAddressFromTheRightThatIsNoProxyIsTheClient(String value, String client) {
        assertThat(xForwardedFor(value)).isEqualTo(address(client));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "_hidden",
                "localhost",
                "example.com",
                "192.0.2.1,",
                "192.0.2.1, ,10.0.0.2",
                "192.0.2.256",
                "192.0.2.1:",
                "192.0.2.1:x",
                "192.0.2.1:65536",
                "192.0.2.1:4711:1",
                "192.0.2.1:_port",
                "[192.0.2.1]",
                "[2001:db8::1",
                "[2001:db8::1]4711",
                "[2001:db8::1]:",
                "[]",
                "[",
                "2001:db8::1]",
                "fe80::1%eth0",
                "[fe80::1%eth0]",
                "\"192.0.2.1\"",
                "192.0.2.1 10.0.0.2",
                "192.0.2.1;10.0.0.2",
                "１９２.0.2.1",
                "192.0.2.1\u0000",
                "0300.0.2.1",
                "3221225985",
                "for=192.0.2.1",
                "192.0.2.1, unknown, 10.0.0.2"
            })
    void anEntryThatCannotBeReadGivesNoAddress(String value) {
        assertThat(xForwardedFor(value)).isNull();
    }

    @Test
    void repeatedLinesAreOneListInTheirOrder() {
        assertThat(xForwardedFor("6.6.6.6", "192.0.2.1", "", "10.0.0.2")).isEqualTo(address("192.0.2.1"));
    }

    @Test
    void noMoreHopsAreWalkedThanAllowed() {
        assertThat(client(ONE_HOP, "10.0.0.1", "X-Forwarded-For", "192.0.2.1, 10.0.0.2"))
                .isEqualTo(address("10.0.0.2"));
    }

    @Test
    void theLastAllowedHopIsWalked() {
        assertThat(xForwardedFor("6.6.6.6, 10.9.9.9, 10.0.0.3, 10.0.0.2")).isEqualTo(address("10.9.9.9"));
    }

    @Test
    void whatTheClientClaimsToTheLeftOfItsAddressIsNeverBelieved() {
        assertThat(xForwardedFor("10.0.0.9", "10.0.0.8, 198.51.100.7, 10.0.0.2"))
                .isEqualTo(address("198.51.100.7"));
    }

    @Test
    void tenThousandElementsAreReadFromTheRight() {
        assertThat(xForwardedFor("6.6.6.6, ".repeat(10_000) + "192.0.2.1")).isEqualTo(address("192.0.2.1"));
        assertThat(forwarded("for=6.6.6.6, ".repeat(10_000) + "for=192.0.2.1")).isEqualTo(address("192.0.2.1"));
    }

    @Test
    void onlyTheConfiguredHeaderIsRead() {
        Call both = new Call(
                address("10.0.0.1"),
                Map.of("X-Forwarded-For", List.of("192.0.2.1"), "Forwarded", List.of("for=192.0.2.2")));

        assertThat(THREE_HOPS.clientAddress(both)).isEqualTo(address("192.0.2.1"));
        assertThat(FORWARDED.clientAddress(both)).isEqualTo(address("192.0.2.2"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "for=192.0.2.60 | 192.0.2.60",
                "For=192.0.2.60;Proto=http;by=203.0.113.43 | 192.0.2.60",
                "proto=https;host=\"example.com:8080\";for=192.0.2.60 | 192.0.2.60",
                "for=\"[2001:db8:cafe::17]:4711\" | 2001:db8:cafe::17",
                "for=\"[2001:db8:cafe::17]\" | 2001:db8:cafe::17",
                "for=\"192.0.2.60:4711\" | 192.0.2.60",
                "for=\"192.0.2.60:_obfuscated\" | 192.0.2.60",
                "for=6.6.6.6, for=192.0.2.60;by=\"a, b\", for=10.0.0.2 | 192.0.2.60",
                "for=\"6.6.6.6, for=192.0.2.60 | 192.0.2.60",
                "for=\"[::ffff:192.0.2.60]\" | 192.0.2.60",
            })
    void forwardedElementsAreReadAsRfc7239WritesThem(String value, String client) {
        assertThat(forwarded(value)).isEqualTo(address(client));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=unknown",
                "for=_hidden",
                "for=\"_SEVKISEK\"",
                "for=",
                "for=\"\"",
                "for",
                "=192.0.2.1",
                "192.0.2.1",
                "proto=https",
                "for=192.0.2.1;for=192.0.2.2",
                "for=192.0.2.1;",
                "for=192.0.2.1;;proto=http",
                "for=192.0.2.1 ;proto=http",
                "for =192.0.2.1",
                "for=192.0.2.1:4711",
                "for=[2001:db8::1]",
                "for=\"2001:db8::1\"",
                "for=\"[192.0.2.1]\"",
                "for=\"192.0.2.1",
                "for=192.0.2.1\"",
                "for=\"192.0.2.1\"x",
                "for=\"192\\.0.2.1\"",
                "for=\"192.0.2.1:_\"",
                "for=\"192.0.2.1:_a b\"",
                "for=192.0.2.1;proto",
                "for=１92.0.2.1",
                "for=192.0.2.1,",
                "for=\"6.6.6.6, for=192.0.2.1\", for=10.0.0.2"
            })
    void aForwardedElementThatCannotBeReadGivesNoAddress(String value) {
        assertThat(forwarded(value)).isNull();
    }

    @Test
    void trustInNoRangeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedProxies.of(AddressRanges.none(), 1))
                .withMessage("trusted proxies: name at least one address range, or use none()");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 33})
    void hopsAreBounded(int hops) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedProxies.of(INSIDE, hops))
                .withMessage("trusted proxies: expected 1 to 32 hops, found " + hops);
    }

    @Test
    void anOperatorCanReadWhoIsTrusted() {
        assertThat(TrustedProxies.none()).hasToString("nobody");
        assertThat(FORWARDED).hasToString("[Forwarded, hops 3, [10.0.0.0/8, fd00::/8]]");
    }
}
