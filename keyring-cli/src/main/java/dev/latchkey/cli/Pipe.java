package dev.latchkey.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A shell command that is given text on its standard input; what it prints is passed on. */
final class Pipe {
    private final Session session;

    Pipe(Session session) {
        this.session = session;
    }

    /** The command's exit status. */
    int run(String command, String text) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command).start();
        try {
            Thread out = passOn(process.getInputStream(), session.out());
            Thread err = passOn(process.getErrorStream(), session.err());
            feed(process.getOutputStream(), text);
            int status = process.waitFor();
            out.join();
            err.join();
            return status;
        } finally {
            process.destroy();
        }
    }

    /** A command that does not read to the end says by its exit status whether that was all right. */
    private static void feed(OutputStream in, String text) {
        try (in) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ignored) {
            // A closed pipe, and nothing else: the command has ended, or closed its standard input.
        }
    }

    private static Thread passOn(InputStream from, PrintStream to) {
        Thread thread = new Thread(
                () -> {
                    try {
                        from.transferTo(to);
                        to.flush();
                    } catch (IOException ignored) {
                        // The command's stream was closed under it; there is nothing more to pass on.
                    }
                },
                "latchkey-keyring-output");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
