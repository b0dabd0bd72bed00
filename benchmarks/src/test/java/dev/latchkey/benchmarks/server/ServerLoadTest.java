package dev.latchkey.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLoadTest {
    @TempDir
    Path folder;

    /** The load itself stops at the first answer that is not what it should be. */
    @Test
    void bothServersLetGoodKeysInAndRefuseBadOnes() throws Exception {
        Path file = folder.resolve("servers.json");

        ServerLoad.main(new String[] {"1", "20", file.toString()});

        assertThat(Files.readString(file))
                .contains("server.jetty.accepted.ratio", "server.jetty.refused.p99")
                .contains("server.netty.accepted.ratio", "server.netty.refused.p99");
    }
}
