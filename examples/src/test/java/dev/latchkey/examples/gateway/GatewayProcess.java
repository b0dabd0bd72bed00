package dev.latchkey.examples.gateway;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, as a user starts it, with nothing in its environment. */
final class GatewayProcess implements AutoCloseable {
    final Process process;
    final List<String> printed = new ArrayList<>();

    private GatewayProcess(Process process) {
        this.process = process;
    }

    /** Returns once the program says that it listens, or has ended. */
    static GatewayProcess start(File errors, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                ReferenceGateway.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
        builder.environment().keySet().removeIf(name -> name.startsWith("GATEWAY_"));
        GatewayProcess gateway = new GatewayProcess(builder.start());
        BufferedReader out = gateway.process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            gateway.printed.add(line);
            if (line.startsWith("listening on ")) {
                break;
            }
        }
        return gateway;
    }

    int port() {
        String last = printed.get(printed.size() - 1);
        return Integer.parseInt(last.substring(last.lastIndexOf(':') + 1));
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the gateway did not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
