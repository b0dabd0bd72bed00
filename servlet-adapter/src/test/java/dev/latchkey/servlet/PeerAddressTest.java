package dev.latchkey.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PeerAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,           192.0.2.1",
        "255.255.255.255,     255.255.255.255",
        "0.0.0.0,             0.0.0.0",
        "2001:db8::1,         2001:db8:0:0:0:0:0:1",
        "[2001:db8::1],       2001:db8:0:0:0:0:0:1",
        "0:0:0:0:0:0:0:1,     0:0:0:0:0:0:0:1",
        "fe80::1%eth0,        fe80:0:0:0:0:0:0:1",
        "::ffff:192.0.2.1,    192.0.2.1"
    })
    void readsIpLiterals(String text, String address) {
        assertThat(PeerAddress.parse(text))
                .isNotNull()
                .extracting(InetAddress::getHostAddress)
                .isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.com",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.-4",
                "1.2.3.",
                "1..2.3",
                "0001.2.3.4",
                "1.2.3.4 ",
                "zz:1",
                "1:2:3",
                "[::1",
                "/tmp/socket"
            })
    void everythingElseIsNoAddress(String text) {
        assertThat(PeerAddress.parse(text)).isNull();
    }

    @Test
    void noTextIsNoAddress() {
        assertThat(PeerAddress.parse(null)).isNull();
    }
}
