package dev.latchkey.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("scale.json");
    }

    @Test
    void keysOfARingTakeMemory() throws Exception {
        KeyMemory.main(new String[] {"1000", "ring", file.toString()});

        assertThat(Files.readString(file)).contains("memory.ring.1000.loaded", "memory.ring.1000.authenticate");
    }

    @Test
    void aRingAndItsNaiveReaderFindAllEntries() throws Exception {
        RingLoad.main(new String[] {"1000", file.toString()});

        assertThat(Files.readString(file)).contains("load.1000.ring", "load.1000.naive");
    }

    @Test
    void aRevokedKeyIsRefused() throws Exception {
        Revocation.main(new String[] {"1000", file.toString()});

        assertThat(Files.readString(file)).contains("revocation.1000.visible");
    }
}
