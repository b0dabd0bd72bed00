package dev.latchkey.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.Version;
import org.junit.jupiter.api.Test;

/** The tests run twice; this one shows on which Netty. */
final class NettyVersionTest {

    @Test
    void everyNettyJarIsOfTheVersionThatTheBuildNamed() {
        assertThat(Version.identify().values())
                .isNotEmpty()
                .extracting(Version::artifactVersion)
                .containsOnly(System.getProperty("latchkey.test.netty"));
    }
}
