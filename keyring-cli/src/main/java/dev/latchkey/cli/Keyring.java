package dev.latchkey.cli;

import dev.latchkey.quota.TimeSource;
import java.io.Console;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/**
 * The operator's tool: makes, lists, rotates and revokes the keys of a manifest, and hands them as a ring to whatever
 * stores it. {@code --help} tells the commands.
 *
 * <p>Exit status: 0 when it is done, 1 when it is not, after one line on standard error that says why; {@code upload}
 * returns that of its command.
 */
@Command(
        name = "latchkey-keyring",
        description = {
            "Makes, lists, rotates and revokes the API keys of a manifest. The manifest holds hashes only: a key is shown"
                    + " when it is made, and never again.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Keyring.Version.class,
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  latchkey-keyring generate --label customer-a",
            "  latchkey-keyring rotate --label customer-a --overlap PT24H",
            "  latchkey-keyring upload --to 'wrangler secret put GATEWAY_API_KEY_HASHES'",
            "",
            "COMMAND --help tells more. Exit status: 0 when it is done, 1 when it is not."
        })
public final class Keyring implements Runnable {
    private final Session session;

    private Keyring(Session session) {
        this.session = session;
    }

    /** Runs one command and ends the process with its exit status. */
    public static void main(String[] args) {
        System.exit(run(List.of(args), session()));
    }

    private static Session session() {
        Optional<Console> terminal = Terminals.terminal();
        return new Session(
                System.in,
                System.out,
                System.err,
                terminal.isPresent(),
                question -> Terminals.askSecret(terminal, question),
                System.getenv(),
                TimeSource.system());
    }

    /** Runs one command; returns its exit status. */
    static int run(List<String> args, Session session) {
        CommandLine line = commandLine(session);
        int status = line.execute(args.toArray(new String[0]));
        session.out().flush();
        return status;
    }

    private static CommandLine commandLine(Session session) {
        CommandLine line = new CommandLine(new Keyring(session));
        commands(session).forEach(line::addSubcommand);
        line.getSubcommands()
                .values()
                .forEach(command ->
                        command.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version()));
        return line.setOut(writer(session.out()))
                .setErr(writer(session.err()))
                .setColorScheme(Help.defaultColorScheme(session.ansi()))
                .setExpandAtFiles(false)
                .setPosixClusteredShortOptionsAllowed(false)
                .setAllowOptionsAsOptionParameters(false)
                .registerConverter(String.class, Complaints::nonEmpty)
                .setParameterExceptionHandler(new Complaints(session.err())::aboutArguments)
                .setExecutionExceptionHandler(new Complaints(session.err())::aboutExecution);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static List<Object> commands(Session session) {
        return List.of(
                new Generate(session),
                new AddHash(session),
                new ListKeys(session),
                new PrintSecret(session),
                new Upload(session),
                new Rotate(session),
                new Disable(session),
                new Enable(session),
                new Expire(session),
                new Revoke(session),
                new Remove(session),
                new Import(session),
                new Verify(session),
                new Check(session),
                new Stats(session),
                new GenerateMaster(session),
                new GenerateCompletion(),
                new HelpCommand());
    }

    /** Without a command, the help. */
    @Override
    public void run() {
        commandLine(session).usage(session.out(), session.ansi());
    }

    /** The version that the jar names. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Keyring.class.getPackage().getImplementationVersion();
            return new String[] {"latchkey-keyring " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
