package dev.latchkey.cli;

import dev.latchkey.cli.Table.Cell;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Counts the keys of a manifest. */
@Command(name = "stats", description = "Counts the keys by state, and tells which one is the oldest.")
final class Stats implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--within",
            paramLabel = "DURATION",
            defaultValue = "P30D",
            description = "What counts as expiring soon; ${DEFAULT-VALUE} by default.")
    private String within = "";

    @Mixin
    private final ManifestOption manifest = new ManifestOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    Stats(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Duration soon = Times.duration("--within", within);
        Answer answer = answer(manifest.records(session), session.now(), soon);
        if (session.interactive() && !output.isJson()) {
            table(answer.lines()).lines(session.ansi()).forEach(session.out()::println);
        } else {
            output.print(session, answer);
        }
        return 0;
    }

    private static Answer answer(List<KeyRecord> records, Instant now, Duration soon) {
        Answer answer = new Answer().say("keys", records.size());
        for (KeyState state : KeyState.values()) {
            answer.say(state.word(), count(records, record -> KeyState.of(record, now) == state));
        }
        answer.say("expiring_soon", count(records, record -> isExpiring(record, now, soon)));
        answer.say("without_expiry", count(records, record -> record.expiresAt().isEmpty()));
        oldest(records)
                .ifPresent(record -> answer.say("oldest", record.label())
                        .say(
                                "oldest_created_at",
                                record.createdAt().orElseThrow().toString()));
        return answer;
    }

    private static long count(List<KeyRecord> records, Predicate<KeyRecord> which) {
        return records.stream().filter(which).count();
    }

    private static boolean isExpiring(KeyRecord record, Instant now, Duration soon) {
        return KeyState.of(record, now) == KeyState.ACTIVE
                && record.expiresAt()
                        .filter(end -> !end.isAfter(now.plus(soon)))
                        .isPresent();
    }

    /** Of the keys that say when they were made and are not dead. */
    private static Optional<KeyRecord> oldest(List<KeyRecord> records) {
        return records.stream()
                .filter(record -> record.status() != KeyStatus.DELETED)
                .filter(record -> record.createdAt().isPresent())
                .min(Comparator.comparing(record -> record.createdAt().orElseThrow()));
    }

    private static Table table(Map<String, Object> lines) {
        Table table = new Table("WHAT", "VALUE");
        lines.forEach((what, value) -> table.row(Cell.of(what), Cell.of(String.valueOf(value))));
        return table;
    }
}
