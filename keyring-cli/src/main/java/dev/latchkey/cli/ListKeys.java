package dev.latchkey.cli;

import dev.latchkey.cli.Table.Cell;
import dev.latchkey.key.KeyRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells the keys of a manifest. */
@Command(
        name = "list",
        description = {
            "Tells the keys: a table on a terminal, else label:sha256 lines.",
            "A line that says more, such as label:sha256:inactive, is of a key that no ring can hold."
        })
final class ListKeys implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final ManifestOption manifest = new ManifestOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    ListKeys(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<KeyRecord> records = manifest.records(session);
        Instant now = session.now();
        if (output.isJson()) {
            OutputOption.printJson(
                    session.out(),
                    records.stream().map(record -> KeyAsJson.of(record, now)).toList());
        } else if (session.interactive()) {
            table(records, now).lines(session.ansi()).forEach(session.out()::println);
        } else {
            RingText.of(records, now).inventory().forEach(session.out()::println);
        }
        return 0;
    }

    private static Table table(List<KeyRecord> records, Instant now) {
        Table table = new Table("LABEL", "STATE", "CREATED", "EXPIRES", "SECRETS", "ID");
        for (KeyRecord record : records) {
            KeyState state = KeyState.of(record, now);
            table.row(
                    Cell.of(record.label()),
                    new Cell(state.word(), state.colour()),
                    date(record.createdAt()),
                    date(record.expiresAt()),
                    Cell.of(String.valueOf(record.secrets().size())),
                    Cell.of(record.id().value()));
        }
        return table;
    }

    private static Cell date(Optional<Instant> instant) {
        return Cell.of(instant.map(Instant::toString).orElse("-"));
    }
}
