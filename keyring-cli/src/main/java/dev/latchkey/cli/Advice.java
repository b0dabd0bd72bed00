package dev.latchkey.cli;

import dev.latchkey.key.KeyRecord;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an operator should look at in a manifest that has no mistakes. */
final class Advice {
    private static final Duration OLD = Duration.ofDays(90);
    private static final Set<PosixFilePermission> OWN =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private Advice() {}

    static List<String> on(Path file, List<KeyRecord> records, Instant now) throws IOException {
        List<String> advice = new ArrayList<>();
        if (isOpenToOthers(file)) {
            advice.add("others than its owner may use the file: chmod 600 " + file);
        }
        records.forEach(record -> addOn(record, now, advice));
        return advice;
    }

    private static boolean isOpenToOthers(Path file) throws IOException {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                && !OWN.containsAll(Files.getPosixFilePermissions(file));
    }

    private static void addOn(KeyRecord record, Instant now, List<String> advice) {
        KeyState state = KeyState.of(record, now);
        if (state == KeyState.EXPIRED) {
            advice.add(record.label() + " has expired: expire --at a later date, or revoke");
        } else if (state == KeyState.ACTIVE && isOld(record, now)) {
            advice.add(record.label() + " is older than 90 days: rotate");
        }
        if (record.secrets().stream()
                .anyMatch(secret -> isOver(secret.expiresAt().orElse(Instant.MAX), now))) {
            advice.add(record.label() + " has a replaced secret whose time is over: the next rotate takes it away");
        }
    }

    /** By the secret that lasts: the others are on their way out, and another rotation would not hurry them. */
    private static boolean isOld(KeyRecord record, Instant now) {
        return record.secrets().stream()
                .filter(secret -> secret.expiresAt().isEmpty())
                .flatMap(secret -> secret.createdAt().stream())
                .anyMatch(made -> isOver(made.plus(OLD), now));
    }

    private static boolean isOver(Instant end, Instant now) {
        return !now.isBefore(end);
    }
}
