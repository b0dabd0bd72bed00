package dev.latchkey.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.manage.ChangeSet;
import dev.latchkey.manage.KeyFilter;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.ManagedUser;
import dev.latchkey.manage.ManagementEvent;
import dev.latchkey.manage.SecretNote;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lists have an order that stays, pages, and filters. */
interface ListFacts extends Stores {

    @Test
    default void keysAreListedInTheOrderInWhichTheyWereMade() {
        Stream.of("z", "a", "m").map(Samples::key).forEach(this::commit);
        commit(Samples.key("c"), Samples.key("b"));
        assertThat(ids(KeyFilter.all(), 0, 10)).containsExactly("z", "a", "m", "c", "b");
    }

    @Test
    default void pagesTakeUpWhereTheLastOneEnded() {
        commit(IntStream.range(0, 7).mapToObj(i -> Samples.key("k" + i)).toArray(ManagedKey[]::new));
        assertThat(ids(KeyFilter.all(), 0, 3)).containsExactly("k0", "k1", "k2");
        assertThat(ids(KeyFilter.all(), 3, 3)).containsExactly("k3", "k4", "k5");
        assertThat(ids(KeyFilter.all(), 6, 3)).containsExactly("k6");
        assertThat(ids(KeyFilter.all(), 7, 3)).isEmpty();
        assertThat(ids(KeyFilter.all(), Integer.MAX_VALUE, Integer.MAX_VALUE)).isEmpty();
        assertThat(ids(KeyFilter.all(), 5, Integer.MAX_VALUE)).containsExactly("k5", "k6");
    }

    @Test
    default void theOrderStaysWhileOthersComeAndGoAndChange() {
        List<ManagedKey> keys =
                IntStream.range(0, 5).mapToObj(i -> Samples.key("k" + i)).toList();
        commit(keys.toArray(ManagedKey[]::new));
        commit(Samples.next(keys.get(0), key -> key.label("changed")));
        commit(Samples.in(KeyStatus.DELETED, keys.get(2)));
        commit(Samples.next(keys.get(3), key -> key.secrets(List.of(Samples.secret()))));
        commit(Samples.key("k5"));
        assertThat(ids(KeyFilter.all(), 0, 10)).containsExactly("k0", "k1", "k3", "k4", "k5");
    }

    @Test
    default void usersAreListedInTheOrderInWhichTheyWereFirstMade() {
        ManagedUser zoe = Samples.user("zoe");
        commit(zoe);
        commit(Samples.user("al"));
        commit(Samples.user("mia"));
        ManagedUser gone = Samples.next(zoe, true);
        commit(gone);
        assertThat(users(0, 10)).containsExactly("al", "mia");
        commit(Samples.next(gone, false));
        assertThat(users(0, 10)).containsExactly("zoe", "al", "mia");
        assertThat(users(1, 1)).containsExactly("al");
        assertThat(users(3, 1)).isEmpty();
    }

    @Test
    default void budgetsAreListedInTheOrderInWhichTheyWereMade() {
        for (String id : List.of("z", "a", "m")) {
            repository().commit(new ChangeSet(List.of(), List.of(), List.of(Samples.budget(id)), List.of()));
        }
        assertThat(elsewhere().budgets(0, 10)).extracting("id").containsExactly("z", "a", "m");
        assertThat(elsewhere().budgets(1, 1)).extracting("id").containsExactly("a");
    }

    @Test
    default void keysAreFilteredByUser() {
        commit(Samples.keyOf("alice", "a"), Samples.keyOf("bob", "b"), Samples.keyOf("Alice", "c"), Samples.key("d"));
        assertThat(ids(KeyFilter.all().ofUser("alice"), 0, 10)).containsExactly("a");
        assertThat(ids(KeyFilter.all().ofUser("%"), 0, 10)).isEmpty();
    }

    /** As clients may ask for it: not one of these is the user whose name a question mark is. */
    @Test
    default void whatCannotBeKeptIsNotThere() {
        commit(Samples.user("?"));
        commit(Samples.keyOf("?", "a"));
        repository().record(Samples.call("1", "a", "?"));
        for (String id : List.of("\0", "?\0", "\uD800", "\uDC00\uD800", "x".repeat(10_000))) {
            assertThat(elsewhere().user(id)).isEmpty();
            assertThat(elsewhere().budget(id)).isEmpty();
            assertThat(ids(KeyFilter.all().ofUser(id), 0, 10)).isEmpty();
            assertThat(elsewhere().callsFor(id, 0, 10)).isEmpty();
            assertThat(elsewhere().events(ManagementEvent.Subject.USER, id, 0, 10))
                    .isEmpty();
        }
    }

    @Test
    default void keysAreFilteredByStatus() {
        for (KeyStatus status : KeyStatus.values()) {
            commit(Samples.key(Samples.record(status.name()).status(status).build()));
        }
        for (KeyStatus status : KeyStatus.values()) {
            assertThat(ids(KeyFilter.all().inStatus(status), 0, 10)).containsExactly(status.name());
        }
        assertThat(ids(KeyFilter.all(), 0, 10)).containsExactly("ACTIVE", "INACTIVE");
    }

    @Test
    default void keysAreFilteredByExpiry() {
        Instant end = Samples.NOW.plusSeconds(60);
        commit(
                Samples.key(Samples.record("before").expiresAt(micro(end, -1)).build()),
                Samples.key(Samples.record("at").expiresAt(end).build()),
                Samples.key("never"));
        assertThat(ids(KeyFilter.all().expiringBefore(end), 0, 10)).containsExactly("before");
    }

    @Test
    default void keysAreFilteredByUse() {
        Instant since = Samples.NOW;
        commit(
                used("new", since, null),
                used("never used", micro(since, -1), null),
                used("used before", micro(since, -9), micro(since, -1)),
                used("used then", micro(since, -9), since));
        assertThat(ids(KeyFilter.all().unusedSince(since), 0, 10)).containsExactly("never_used", "used_before");
    }

    @Test
    default void aKeyIsUsedIfOneOfItsSecretsIs() {
        Instant since = Samples.NOW;
        commit(
                rotated("used by the old", micro(since, 5), null, since),
                rotated("old enough", micro(since, 5), null, micro(since, -2)));
        assertThat(ids(KeyFilter.all().unusedSince(since), 0, 10)).containsExactly("old_enough");
    }

    @Test
    default void keysAreFilteredByTheAgeOfTheirYoungestSecret() {
        Instant before = Samples.NOW;
        commit(
                used("old", micro(before, -1), null),
                used("new", before, null),
                rotated("rotated", before, null, null),
                rotated("rotated long ago", micro(before, -1), null, null));
        assertThat(ids(KeyFilter.all().createdBefore(before), 0, 10)).containsExactly("old", "rotated_long_ago");
    }

    @Test
    default void filtersAddUpAndPagesCountWhatMatches() {
        for (int i = 0; i < 6; i++) {
            commit(Samples.keyOf(i % 2 == 0 ? "alice" : "bob", "k" + i));
        }
        commit(Samples.key(
                Samples.record("off").user("alice").status(KeyStatus.INACTIVE).build()));
        KeyFilter filter = KeyFilter.all().ofUser("alice").inStatus(KeyStatus.ACTIVE);
        assertThat(ids(filter, 0, 2)).containsExactly("k0", "k2");
        assertThat(ids(filter, 2, 2)).containsExactly("k4");
    }

    /** A key with one secret of this age. */
    private static ManagedKey used(String name, Instant createdAt, @Nullable Instant lastUsedAt) {
        KeyRecord record = Samples.record(name.replace(' ', '_')).build();
        return new ManagedKey(record, List.of(Samples.note(createdAt, lastUsedAt)), 1, Samples.NOW, null);
    }

    /** A key with a younger secret and one that was made long before. */
    private static ManagedKey rotated(
            String name, Instant rotatedAt, @Nullable Instant newUsedAt, @Nullable Instant oldUsedAt) {
        KeyRecord record = Samples.record(name.replace(' ', '_'))
                .secret(Samples.secret().expiringAt(Samples.NOW.plusSeconds(60)))
                .build();
        List<SecretNote> notes =
                List.of(Samples.note(rotatedAt, newUsedAt), Samples.note(micro(Samples.NOW, -100), oldUsedAt));
        return new ManagedKey(record, notes, 1, Samples.NOW, null);
    }

    private static Instant micro(Instant instant, long micros) {
        return instant.plusNanos(micros * 1000);
    }

    private List<String> ids(KeyFilter filter, int skip, int limit) {
        return elsewhere().keys(filter, skip, limit).stream()
                .map(key -> key.id().value())
                .toList();
    }

    private List<String> users(int skip, int limit) {
        return elsewhere().users(skip, limit).stream().map(ManagedUser::id).toList();
    }
}
