package dev.latchkey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.latchkey.key.KeyManifest;
import dev.latchkey.key.KeyRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own. */
@Timeout(120)
class ProgramTest {
    @TempDir
    Path folder;

    @Test
    void aKeyIsMadeInTheDirectoryThatItRunsInAndLetIn() throws Exception {
        Process made = start("generate", "--label", "a");
        String out = output(made);
        assertThat(made.exitValue()).as(errors()).isZero();
        assertThat(errors()).isEmpty();
        assertThat(folder.resolve("ops/gateway-key-hashes.local.json")).exists();
        Process verified = start("verify");
        verified.getOutputStream()
                .write(out.lines().findFirst().orElseThrow().substring(4).getBytes(StandardCharsets.US_ASCII));
        verified.getOutputStream().close();
        assertThat(output(verified)).startsWith("label=a\n");
        assertThat(verified.exitValue()).isZero();
    }

    @Test
    void whatCannotBeDoneIsOneLineOnStandardErrorAndStatusOne() throws Exception {
        Process refused = start("generate", "--label", "a b");
        assertThat(output(refused)).isEmpty();
        assertThat(refused.exitValue()).isOne();
        assertThat(errors().lines())
                .containsExactly("Label must be 1-64 chars: letters, numbers, dot, underscore, colon, or dash");
    }

    @Test
    void operatorsWhoWorkAtOnceAllKeepTheirKeys() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(start("generate", "--label", "k" + i));
        }
        for (Process process : processes) {
            assertThat(process.waitFor()).as(errors()).isZero();
        }
        assertThat(KeyManifest.read(folder.resolve("ops/gateway-key-hashes.local.json"))
                        .records())
                .extracting(KeyRecord::label)
                .containsExactly("k0", "k1", "k2", "k3");
    }

    @Test
    void aKeyThatCouldNotBeShownIsTold() throws Exception {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        Process made = builder("generate", "--label", "a")
                .redirectOutput(full.toFile())
                .start();
        assertThat(made.waitFor()).isOne();
        assertThat(errors()).contains("could not be printed and is lost: rotate --label a makes another");
    }

    @Test
    void theStatusOfAnUploadIsTheProgramsOwn() throws Exception {
        output(start("generate", "--label", "a"));
        Process uploaded = start("upload", "--to", "cat; exit 9");
        assertThat(output(uploaded)).matches("a:[0-9a-f]{64}");
        assertThat(uploaded.exitValue()).isEqualTo(9);
    }

    private Process start(String... arguments) throws IOException {
        return builder(arguments).start();
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Keyring.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors").toFile());
    }

    private static String output(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return out;
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors"));
    }
}
