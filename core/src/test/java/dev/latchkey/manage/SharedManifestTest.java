package dev.latchkey.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyManifest;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.manage.Office.Held;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two who manage the keys of one manifest, and one who dies of it. */
@Timeout(300)
class SharedManifestTest {
    private static final int EACH = 15;
    private static final int KILLS = Integer.getInteger("latchkey.kills", 5);

    @TempDir
    Path folder;

    private Office one;
    private Office other;

    @BeforeEach
    void open() {
        one = new Office(ManifestKeyRepository.open(path()));
        other = new Office(ManifestKeyRepository.open(path()));
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void whatOneDoesHoldsForTheOtherWithinASecond() {
        Held held = one.issue();
        Eventually.await("the key is let in by the other", () -> other.letsIn(held.text()));
        other.keys.revoke(Office.ACTOR, held.id());
        Duration took = Eventually.await("the key is refused", () -> !one.letsIn(held.text()));
        assertThat(took).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void bothAtOnceLoseNothing() throws Exception {
        Held shared = one.issue();
        AtOnce.run(List.of(() -> work(one, "one", shared), () -> work(other, "other", shared)));
        assertThat(KeyManifest.read(path()).records()).hasSize(1 + 2 * EACH);
        assertThat(one.kept(shared.id()).record().metadata()).hasSize(2 * EACH);
        assertThat(one.kept(shared.id()).version()).isEqualTo(1 + 2 * EACH);
    }

    private static int work(Office office, String name, Held shared) {
        for (int i = 0; i < EACH; i++) {
            String member = name + "-" + i;
            office.issue(key -> key.id(new KeyId(member)));
            office.keys.update(Office.ACTOR, shared.id(), key -> key.metadata(with(key.build(), member)));
        }
        return EACH;
    }

    private static Map<String, Object> with(KeyRecord record, String member) {
        Map<String, Object> more = new LinkedHashMap<>(record.metadata());
        more.put(member, true);
        return more;
    }

    @Test
    void ofTwoRotationsAtOnceOneWins() throws Exception {
        Held held = one.issue();
        OptionalLong first = OptionalLong.of(other.kept(held.id()).version());
        Rotation rotation = new Rotation(Duration.ZERO, Optional.empty(), first);
        List<Boolean> won =
                AtOnce.run(List.of(() -> hasRotated(one, held, rotation), () -> hasRotated(other, held, rotation)));
        assertThat(won).containsExactlyInAnyOrder(true, false);
        assertThat(one.kept(held.id()).version()).isEqualTo(2);
    }

    private static boolean hasRotated(Office office, Held held, Rotation rotation) {
        try {
            office.rotate(held.id(), rotation);
            return true;
        } catch (ManagementException e) {
            return false;
        }
    }

    @Test
    void whoIsKilledAtAnyPointLosesNothingThatWasAcknowledged() throws Exception {
        Random random = new Random(11);
        TreeSet<String> acknowledged = new TreeSet<>();
        for (int round = 0; round < KILLS; round++) {
            acknowledged.addAll(acknowledgedUntilKilled(round, random));
            Map<String, KeyStatus> kept = KeyManifest.read(path()).records().stream()
                    .collect(Collectors.toMap(key -> key.id().value(), KeyRecord::status));
            assertThat(kept.keySet()).as("after kill %d", round).containsAll(acknowledged);
            assertThat(acknowledged.stream().map(kept::get)).containsOnly(KeyStatus.INACTIVE);
        }
        one.issue();
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    private List<String> acknowledgedUntilKilled(int round, Random random) throws Exception {
        Process issuer = ManifestIssuer.process(folder.resolve("errors"), path(), "r" + round + "-")
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader answers = issuer.inputReader()) {
            int some = random.nextInt(1, 4);
            ManifestIssuer.done(answers.lines()).limit(some).forEach(acknowledged::add);
            assertThat(acknowledged)
                    .as(Files.readString(folder.resolve("errors")))
                    .hasSize(some);
            LockSupport.parkNanos(random.nextInt(8_000_000));
            // Not of the process itself, which would close the answers too.
            assertThat(issuer.toHandle().destroyForcibly()).isTrue();
            ManifestIssuer.done(answers.lines()).forEach(acknowledged::add);
        }
        assertThat(issuer.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return acknowledged;
    }

    private Path path() {
        return folder.resolve("keys.json");
    }
}
