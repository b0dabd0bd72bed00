package dev.latchkey.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFile;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeyHash;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyManifest;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.ManifestFile;
import dev.latchkey.key.RingReading;
import dev.latchkey.manage.Office.Held;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in a manifest: what management does is in the file, and what is done to the file holds here. */
class ManifestKeyRepositoryTest {
    @TempDir
    Path folder;

    private Office office;

    @BeforeEach
    void open() {
        office = new Office(ManifestKeyRepository.open(path()));
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void anIssuedKeyIsInTheFileForEveryReader() {
        Held held = office.issue(key -> key.name("billing").user("alice").label("billing"));
        KeyRecord inFile = inFile(held.id());
        assertThat(inFile.name()).contains("billing");
        assertThat(inFile.user()).contains("alice");
        assertThat(inFile.label()).isEqualTo("billing");
        assertThat(inFile.secrets().get(0).digest())
                .isEqualTo(office.kept(held.id()).record().secrets().get(0).digest());
    }

    @Test
    void onlyItsOwnerMayReadTheFileAndNoTextOfAKeyIsInIt() throws IOException {
        Held held = office.issue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
        assertThat(path()).content().doesNotContain(held.text());
    }

    @Test
    void aKeyWithoutALabelStandsUnderItsId() {
        Held held = office.issue();
        assertThat(inFile(held.id()).label()).isEqualTo(held.id().value());
        restart();
        assertThat(office.kept(held.id()).record().label()).isEmpty();
    }

    @Test
    void aLabelThatIsTakenStaysTheOthers() {
        Held first = office.issue(key -> key.label("billing"));
        Held second = office.issue(key -> key.label("billing"));
        assertThat(inFile(first.id()).label()).isEqualTo("billing");
        assertThat(inFile(second.id()).label()).isEqualTo(second.id().value());
        restart();
        assertThat(office.kept(second.id()).record().label()).isEqualTo("billing");
    }

    @Test
    void allThatIsKnownOfAKeySurvivesARestart() {
        Held held = office.issue(key -> key.name("a\nname that no manifest has"));
        office.keys.update(Office.ACTOR, held.id(), key -> key.metadata(Map.of("team", "blue")));
        ManagedKey before = office.kept(held.id());
        restart();
        ManagedKey after = office.kept(held.id());
        assertThat(office.letsIn(held.text())).isTrue();
        assertThat(after.version()).isEqualTo(2);
        assertThat(after.updatedAt()).isEqualTo(before.updatedAt());
        assertThat(after.record().name()).isEqualTo(before.record().name());
        assertThat(after.record().metadata()).isEqualTo(Map.of("team", "blue"));
        assertThat(after.notes()).isEqualTo(before.notes());
    }

    @Test
    void keysAreListedInTheOrderInWhichTheyWereMadeAfterARestartToo() {
        List<KeyId> made = Stream.of("z", "a", "m")
                .map(label -> {
                    office.clock.move(Duration.ofSeconds(1));
                    return office.issue(key -> key.label(label)).id();
                })
                .toList();
        restart();
        assertThat(office.keys.list(KeyFilter.all(), 0, 10))
                .extracting(ManagedKey::id)
                .isEqualTo(made);
    }

    @Test
    void aRotationThatIsRepeatedAfterARestartDoesNothingNew() {
        Held held = office.issue();
        Rotation rotation = new Rotation(Duration.ofHours(1), Optional.of("request-1"), OptionalLong.empty());
        String fresh = office.rotate(held.id(), rotation);
        restart();
        assertThat(office.keys.rotate(Office.ACTOR, held.id(), rotation).minted())
                .isEmpty();
        assertThat(office.letsIn(fresh)).isTrue();
        assertThat(office.letsIn(held.text())).isTrue();
        office.clock.move(Duration.ofHours(1));
        assertThat(office.letsIn(fresh)).isTrue();
        assertThat(office.letsIn(held.text())).isFalse();
    }

    @Test
    void whenASecretWasUsedLastSurvivesARestart() {
        Held held = office.issue();
        assertThat(office.letsIn(held.text())).isTrue();
        restart();
        assertThat(office.kept(held.id()).lastUsedAt()).isPresent();
        assertThat(office.kept(held.id()).version()).isEqualTo(1);
    }

    @Test
    void aRevokedKeyStaysInTheFileAndIsRefusedByEveryReaderForGood() {
        Held held = office.issue();
        Held other = office.issue();
        office.keys.revoke(Office.ACTOR, held.id());
        assertThat(inFile(held.id()).status()).isEqualTo(KeyStatus.DELETED);
        assertThat(office.letsIn(held.text())).isFalse();
        restart();
        assertThat(office.letsIn(held.text())).isFalse();
        assertThat(office.letsIn(other.text())).isTrue();
        assertThat(office.keys.get(held.id())).isEmpty();
        try (KeyFile plain = KeyFile.watch(path(), RingReading.STRICT)) {
            KeyHash digest = inFile(held.id()).secrets().get(0).digest().orElseThrow();
            assertThat(plain.table().find(digest).orElseThrow().record().status())
                    .isEqualTo(KeyStatus.DELETED);
        }
    }

    @Test
    void whatTheCommandLineChangesIsFollowedWithinASecond() throws IOException {
        Held held = office.issue(key -> key.label("billing"));
        set("billing", "status", "inactive");
        Duration took = Eventually.await("the key is refused", () -> !office.letsIn(held.text()));
        assertThat(took).isLessThan(Duration.ofSeconds(1));
        assertThat(office.kept(held.id()).version()).isEqualTo(2);
        restart();
        assertThat(office.kept(held.id()).version()).isEqualTo(2);
        assertThat(office.letsIn(held.text())).isFalse();
    }

    @Test
    void aChangeFromWhatWasReadBeforeTheCommandLineChangedItIsRefused() throws IOException {
        Held held = office.issue(key -> key.label("billing"));
        ManagedKey read = office.kept(held.id());
        set("billing", "name", "by the command line");
        ManagedKey stale = read.changedTo(read.record().toBuilder().name("late").build(), Instant.EPOCH);
        assertThat(office.repository.commit(new ChangeSet(List.of(stale), List.of(), List.of(), List.of())))
                .isFalse();
        assertThat(office.kept(held.id()).record().name()).contains("by the command line");
    }

    @Test
    void aRotationByTheCommandLineKeepsWhatManagementHasNoted() throws IOException {
        Held held = office.issue(key -> key.label("billing").name("a\nname"));
        Rotation rotation = new Rotation(Duration.ZERO, Optional.of("request-1"), OptionalLong.empty());
        office.rotate(held.id(), rotation);
        KeySecret secret = foreignSecret();
        ManifestFile.at(path()).change(draft -> {
            draft.key("billing").orElseThrow().rotate(secret, Optional.empty());
            return "";
        });
        ManagedKey after = office.kept(held.id());
        assertThat(after.record().secrets()).hasSize(1);
        assertThat(after.record().secrets().get(0).digest()).isEqualTo(secret.digest());
        assertThat(after.notes().get(0).beginning()).isEmpty();
        assertThat(after.record().name()).contains("a\nname");
        assertThat(after.lastRotation()).contains("request-1");
        assertThat(after.version()).isEqualTo(3);
    }

    @Test
    void anEditByHandIsANewVersion() throws IOException {
        Held held = office.issue(key -> key.name("before"));
        Files.writeString(path(), Files.readString(path()).replace("\"before\"", "\"after\""));
        Eventually.await("the edit is seen", () -> office.kept(held.id()).version() == 2);
        assertThat(office.kept(held.id()).record().name()).contains("after");
    }

    @Test
    void aKeyThatIsTakenOutOfTheFileIsRefusedAndItsSecretMayBeAnothers() throws IOException {
        office.issue();
        Held held = office.issue();
        KeySecret secret = office.kept(held.id()).record().secrets().get(0);
        ManifestFile.at(path()).change(draft -> {
            draft.key(held.id().value()).orElseThrow().remove();
            return "";
        });
        Eventually.await("the key is refused", () -> !office.letsIn(held.text()));
        assertThat(office.keys.get(held.id())).isEmpty();
        ManifestFile.at(path()).change(draft -> {
            draft.add("again", secret, Map.of());
            return "";
        });
        Eventually.await("the key is let in", () -> office.letsIn(held.text()));
        assertThat(office.keys.list(KeyFilter.all(), 0, 10)).hasSize(2);
    }

    @Test
    void entriesThatPeopleWroteAreManagedToo() throws IOException {
        KeySecret secret = foreignSecret();
        Files.writeString(
                path(),
                "{\"version\": 1, \"entries\": [{\"label\": \"by-hand\", \"sha256\": \""
                        + secret.digest().orElseThrow().toHex() + "\"}]}");
        restart();
        ManagedKey key = office.keys.list(KeyFilter.all(), 0, 10).get(0);
        assertThat(key.version()).isEqualTo(1);
        office.keys.deactivate(Office.ACTOR, key.id());
        assertThat(inFile(key.id()).status()).isEqualTo(KeyStatus.INACTIVE);
        assertThat(inFile(key.id()).label()).isEqualTo("by-hand");
    }

    @Test
    void usersAndBudgetsLiveAsLongAsTheProcess() {
        office.issue(key -> key.user("alice"));
        assertThat(office.repository.user("alice")).isPresent();
        restart();
        assertThat(office.repository.user("alice")).isEmpty();
    }

    private void restart() {
        office.close();
        office.repository.close();
        office = new Office(ManifestKeyRepository.open(path()));
    }

    private void set(String label, String member, String value) throws IOException {
        ManifestFile.at(path()).change(draft -> {
            draft.key(label).orElseThrow().set(member, value);
            return "";
        });
    }

    private KeyRecord inFile(KeyId id) {
        return KeyManifest.read(path()).records().stream()
                .filter(record -> record.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The secret of a key that somebody else has made. */
    private static KeySecret foreignSecret() {
        return KeySecret.digest(KeyFormat.standard().mint().hash(HashScheme.sha256()));
    }

    private Path path() {
        return folder.resolve("keys.json");
    }
}
