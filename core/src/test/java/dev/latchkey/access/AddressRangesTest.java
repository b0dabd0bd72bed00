package dev.latchkey.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangesTest {

    private static InetAddress address(String text) {
        return AddressText.parse(text).orElseThrow();
    }

    private static AddressRanges ranges(String... texts) {
        return AddressRanges.parse(List.of(texts));
    }

    @ParameterizedTest(name = "{0} contains {1}")
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0",
        "10.0.0.0/8, 10.255.255.255",
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0/0, 255.255.255.255",
        "0.0.0.0/0, 0.0.0.0",
        "128.0.0.0/1, 200.1.1.1",
        "2001:db8::/32, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8::/65, 2001:db8::7fff:ffff:ffff:ffff",
        "::/0, ffff::1",
        "8000::/1, ffff::1",
        "::1, ::1",
        "::ffff:10.0.0.0/104, 10.1.2.3",
    })
    void bothEndsAreWithin(String range, String address) {
        assertThat(ranges(range).contains(address(address))).isTrue();
    }

    @ParameterizedTest(name = "{0} does not contain {1}")
    @CsvSource({
        "10.0.0.0/8, 9.255.255.255",
        "10.0.0.0/8, 11.0.0.0",
        "192.0.2.1, 192.0.2.2",
        "2001:db8::/32, 2001:db9::",
        "2001:db8::/32, 2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8::/65, 2001:db8::8000:0:0:0",
        "::/0, 10.0.0.1",
        "0.0.0.0/0, ::1",
        "::/96, 0.0.0.1",
    })
    void whatIsOutsideOrOfTheOtherFamilyIsNot(String range, String address) {
        assertThat(ranges(range).contains(address(address))).isFalse();
    }

    @Test
    void aMappedAddressIsTheIpv4AddressThatItStandsFor() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        mapped[12] = 10;

        assertThat(ranges("10.0.0.0/8").contains(Inet6Address.getByAddress(null, mapped, -1)))
                .isTrue();
    }

    @Test
    void theZoneOfAnAddressIsIgnored() throws UnknownHostException {
        InetAddress scoped = Inet6Address.getByAddress(null, address("fe80::1").getAddress(), 1);

        assertThat(ranges("fe80::/10").contains(scoped)).isTrue();
    }

    @Test
    void noRangeContainsNothing() {
        assertThat(AddressRanges.none().contains(address("10.0.0.1"))).isFalse();
        assertThat(AddressRanges.none().isEmpty()).isTrue();
    }

    @Test
    void aRangeWithinAnotherDoesNotCutItShort() {
        AddressRanges ranges = ranges("10.0.0.0/8", "10.1.0.0/16", "10.0.0.0/24", "10.0.0.0/8");

        assertThat(ranges.contains(address("10.200.0.1"))).isTrue();
        assertThat(ranges.contains(address("11.0.0.0"))).isFalse();
    }

    @Test
    void aBadEntryIsNamedByItsPosition() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ranges("10.0.0.0/8", "10.0.0.1/8"))
                .withMessageStartingWith("entry 2: address range: bits are set behind the prefix");
    }

    @Test
    void rangesAreGivenBackInOrder() {
        assertThat(ranges("::1", "10.0.0.0/8").ranges())
                .extracting(AddressRange::toString)
                .containsExactly("::1", "10.0.0.0/8");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithComparingEveryRangeBitByBit(long seed) throws UnknownHostException {
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            int bytes = random.nextBoolean() ? 4 : 16;
            List<Cidr> cidrs = new ArrayList<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                cidrs.add(Cidr.random(random, bytes));
            }
            AddressRanges ranges =
                    AddressRanges.parse(cidrs.stream().map(Cidr::text).toList());
            for (int i = 0; i < 40; i++) {
                byte[] asked = clustered(random, bytes);
                assertThat(ranges.contains(InetAddress.getByAddress(asked)))
                        .as("seed %d, round %d, %s in %s", seed, round, InetAddress.getByAddress(asked), ranges)
                        .isEqualTo(cidrs.stream().anyMatch(cidr -> cidr.contains(asked)));
            }
        }
    }

    /** Few distinct bytes, so that addresses meet each other's ranges; never a mapped one. */
    private static byte[] clustered(Random random, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (random.nextInt(3) * 127);
        }
        if (length == 16) {
            bytes[0] = 0x20;
        }
        return bytes;
    }

    private record Cidr(BigInteger network, int bits, int prefix) {

        static Cidr random(Random random, int bytes) {
            int bits = bytes * 8;
            int prefix = random.nextInt(bits + 1);
            BigInteger network = new BigInteger(1, clustered(random, bytes));
            return new Cidr(network.shiftRight(bits - prefix).shiftLeft(bits - prefix), bits, prefix);
        }

        boolean contains(byte[] address) {
            return new BigInteger(1, address).shiftRight(bits - prefix).equals(network.shiftRight(bits - prefix));
        }

        String text() {
            byte[] bytes = new byte[bits / 8];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = network.shiftRight(8 * (bytes.length - 1 - i)).byteValue();
            }
            try {
                return InetAddress.getByAddress(bytes).getHostAddress() + "/" + prefix;
            } catch (UnknownHostException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void askingAllocatesNothingButTheBytesThatTheAddressHandsOut() {
        AddressRanges ranges = ranges("10.0.0.0/8", "192.168.0.0/16", "2001:db8::/32");
        InetAddress address = address("192.168.7.1");

        assertThat(Allocation.perCall(() -> ranges.contains(address))).isLessThanOrEqualTo(24);
    }
}
