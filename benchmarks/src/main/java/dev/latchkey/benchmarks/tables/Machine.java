package dev.latchkey.benchmarks.tables;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the figures were measured on and with; nothing that tells whose machine it is. */
final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final List<String> PEERS = List.of(
            "jmh-core",
            "bucket4j_jdk17-core",
            "resilience4j-ratelimiter",
            "guava",
            "spring-security-web",
            "pac4j-core",
            "shiro-core",
            "nimbus-jose-jwt",
            "java-jwt",
            "jetty-server",
            "netty-codec-http");

    private Machine() {}

    static String describe() throws IOException {
        Table table = new Table("", "");
        table.row("processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
        table.row("system", System.getProperty("os.name") + ", " + System.getProperty("os.arch"));
        table.row("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        table.row("beside", versions());
        return table.toString();
    }

    private static String processor() throws IOException {
        if (!Files.exists(CPU_INFO)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    /** From the names of the files on the class path. */
    private static String versions() {
        String classPath = System.getProperty("java.class.path");
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).getFileName().toString())
                .filter(file -> PEERS.stream().anyMatch(peer -> file.matches(peer + "-\\d.*\\.jar")))
                .map(file -> file.substring(0, file.length() - ".jar".length()))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
