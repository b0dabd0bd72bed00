package dev.latchkey.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest(name = "{0} reads {1}")
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0/8",
        "192.0.2.1, 192.0.2.1",
        "192.0.2.1/32, 192.0.2.1",
        "0.0.0.0/0, 0.0.0.0/0",
        "255.255.255.255, 255.255.255.255",
        "2001:db8::/32, 2001:db8::/32",
        "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "2001:0db8:0000:0000:0001:0000:0000:0001, 2001:db8::1:0:0:1",
        "1:0:2:0:0:3:0:0, 1:0:2::3:0:0",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::/0, ::/0",
        "::, ::",
        "::1, ::1",
        "fe80::/10, fe80::/10",
        "64:ff9b::192.0.2.1, 64:ff9b::c000:201",
        "::ffff:192.0.2.1, 192.0.2.1",
        "::ffff:10.0.0.0/104, 10.0.0.0/8",
        "::ffff:0:0/96, 0.0.0.0/0",
    })
    void isWrittenInItsShortestForm(String text, String shortest) {
        assertThat(AddressRange.parse(text)).hasToString(shortest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "example.com",
                "*",
                "10",
                "10.0",
                "10.0.0",
                "10.0.0.0.0",
                "10.0.0.",
                ".10.0.0",
                "10..0.0",
                "256.0.0.0",
                "1000.0.0.0",
                "010.0.0.1",
                "0x0a.0.0.1",
                "+1.0.0.0",
                "10.0.0.1 ",
                "1٠.0.0.1",
                ":",
                ":::",
                "1:",
                ":1",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8",
                "12345::",
                "g::",
                "::1.2.3",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "[::1]",
                "::1%eth0",
                "fe80::1%1/64",
                "10.0.0.0/8/8",
                "/8"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "10.0.0.0/+8",
                "10.0.0.0/ 8",
                "10.0.0.0/٨"
            })
    void anIpv4PrefixLengthIsFrom0To32(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.parse(text))
                .withMessage(
                        "address range: expected a prefix length from 0 to 32 after the slash, without sign or leading"
                                + " zeros");
    }

    @ParameterizedTest
    @ValueSource(strings = {"::/129", "::/999", "::/4294967296", "::/255.0.0.0"})
    void anIpv6PrefixLengthIsFrom0To128(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.parse(text))
                .withMessageContaining("from 0 to 128");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5/8, 10.0.0.0/8, 10.0.0.5",
        "192.0.2.1/31, 192.0.2.0/31, 192.0.2.1",
        "1.0.0.0/0, 0.0.0.0/0, 1.0.0.0",
        "2001:db8::1/64, 2001:db8::/64, 2001:db8::1",
        "2001:db8:0:1::/63, 2001:db8::/63, 2001:db8:0:1::",
        "8000::/0, ::/0, 8000::",
        "::1/127, ::/127, ::1",
        "::ffff:0:0/90, ::ffc0:0:0/90, ::ffff:0:0",
    })
    void bitsBehindThePrefixAreRefusedWithBothThingsThatMayBeMeant(String text, String network, String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.parse(text))
                .withMessage("address range: bits are set behind the prefix; write " + network + " for the network or "
                        + host + " for the one address");
    }

    @Test
    void aZoneIsNamedInTheRefusal() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.parse("fe80::1%eth0"))
                .withMessageContaining("found a zone");
    }

    @Test
    void theSameRangeInTwoSpellingsIsEqual() {
        assertThat(AddressRange.parse("::ffff:10.0.0.0/104"))
                .isEqualTo(AddressRange.parse("10.0.0.0/8"))
                .hasSameHashCodeAs(AddressRange.parse("10.0.0.0/8"));
    }
}
