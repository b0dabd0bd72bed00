package dev.latchkey.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.manage.Budget;
import dev.latchkey.manage.ChangeSet;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.ManagedUser;
import dev.latchkey.manage.ManagementEvent;
import dev.latchkey.manage.ManagementEvent.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes are kept together or not at all, and none is built on what is no longer so. */
interface CommitFacts extends Stores {

    @Test
    default void anEmptyRepositoryHasNothing() {
        assertThat(repository().key(Samples.key("a").id())).isEmpty();
        assertThat(repository().user("a")).isEmpty();
        assertThat(repository().budget("a")).isEmpty();
        assertThat(everything().isEmpty()).isTrue();
    }

    @Test
    default void whatIsCommittedTogetherIsThereTogether() {
        ManagementEvent event = Samples.event("ops", Subject.KEY, "a");
        assertThat(repository()
                        .commit(new ChangeSet(
                                List.of(Samples.key("a"), Samples.key("b")),
                                List.of(Samples.user("alice")),
                                List.of(Samples.budget("monthly")),
                                List.of(event))))
                .isTrue();
        assertThat(elsewhere().key(Samples.key("a").id())).isPresent();
        assertThat(elsewhere().key(Samples.key("b").id())).isPresent();
        assertThat(elsewhere().user("alice")).isPresent();
        assertThat(elsewhere().budget("monthly")).isPresent();
        assertThat(elsewhere().events(Subject.KEY, "a", 0, 10)).containsExactly(event);
    }

    @Test
    default void aChangeOfAStaleKeyIsRefused() {
        ManagedKey first = Samples.key("a");
        commit(first);
        ManagedKey second = Samples.next(first, key -> key.label("second"));
        assertThat(commit(second)).isTrue();
        assertThat(commit(Samples.next(first, key -> key.label("late")))).isFalse();
        assertThat(elsewhere().key(first.id()).orElseThrow().record().label()).isEqualTo("second");
    }

    @Test
    default void aChangeThatIsAheadOfItsKeyIsRefused() {
        ManagedKey first = Samples.key("a");
        ManagedKey third = Samples.next(Samples.next(first, key -> key.label("second")), key -> key.label("third"));
        assertThat(commit(Samples.next(first, key -> key.label("second")))).isFalse();
        commit(first);
        assertThat(commit(third)).isFalse();
        assertThat(elsewhere().key(first.id()).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    default void aChangeOfAStaleUserIsRefused() {
        ManagedUser first = Samples.user("alice");
        commit(first);
        assertThat(commit(Samples.next(first, true))).isTrue();
        assertThat(commit(Samples.next(first, false))).isFalse();
        assertThat(elsewhere().user("alice").orElseThrow().isDeleted()).isTrue();
    }

    @Test
    default void aChangeOfAStaleBudgetIsRefused() {
        Budget first = Samples.budget("monthly");
        assertThat(commit(first)).isTrue();
        assertThat(commit(Samples.deleted(first))).isTrue();
        assertThat(commit(Samples.deleted(first))).isFalse();
        assertThat(elsewhere().budget("monthly").orElseThrow().version()).isEqualTo(2);
    }

    @Test
    default void oneStaleChangeAmongManyKeepsThemAllOut() {
        ManagedKey first = Samples.key("a");
        commit(first);
        commit(Samples.next(first, key -> key.label("second")));
        long before = revision();
        ChangeSet partlyStale = new ChangeSet(
                List.of(Samples.key("b"), Samples.next(first, key -> key.label("late"))),
                List.of(Samples.user("alice")),
                List.of(Samples.budget("monthly")),
                List.of(Samples.event("ops", Subject.KEY, "b")));
        assertThat(repository().commit(partlyStale)).isFalse();
        assertThat(elsewhere().key(Samples.key("b").id())).isEmpty();
        assertThat(elsewhere().user("alice")).isEmpty();
        assertThat(elsewhere().budget("monthly")).isEmpty();
        assertThat(elsewhere().events(Subject.KEY, "b", 0, 10)).isEmpty();
        assertThat(elsewhere().changesAfter(before).isEmpty()).isTrue();
    }

    @Test
    default void aStaleUserOrBudgetKeepsTheKeysBesideItOut() {
        commit(Samples.user("alice"));
        commit(Samples.budget("monthly"));
        assertThat(repository()
                        .commit(new ChangeSet(
                                List.of(Samples.key("a")), List.of(Samples.user("alice")), List.of(), List.of())))
                .isFalse();
        assertThat(repository()
                        .commit(new ChangeSet(
                                List.of(Samples.key("a")), List.of(), List.of(Samples.budget("monthly")), List.of())))
                .isFalse();
        assertThat(elsewhere().key(Samples.key("a").id())).isEmpty();
    }

    @Test
    default void anIdIsTakenOnce() {
        assertThat(commit(Samples.key("a"))).isTrue();
        assertThat(commit(Samples.key("a"))).isFalse();
        assertThat(commit(Samples.key("b"), Samples.key("b"))).isFalse();
        assertThat(elsewhere().key(Samples.key("b").id())).isEmpty();
    }

    @Test
    default void idsDifferByCase() {
        assertThat(commit(Samples.key("a"), Samples.key("A"))).isTrue();
        assertThat(commit(Samples.user("alice"))).isTrue();
        assertThat(commit(Samples.user("Alice"))).isTrue();
        assertThat(elsewhere().user("ALICE")).isEmpty();
    }

    @Test
    default void aSecretBelongsToOneKeyOnly() {
        KeySecret secret = Samples.secret();
        assertThat(commit(holding("a", secret))).isTrue();
        assertThat(commit(holding("b", secret))).isFalse();
        ManagedKey other = Samples.key("c");
        commit(other);
        ManagedKey taking = Samples.next(other, key -> key.secrets(List.of(secret)));
        assertThat(commit(taking)).isFalse();
        assertThat(elsewhere().key(Samples.key("b").id())).isEmpty();
        assertThat(elsewhere().key(other.id()).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    default void aSecretOfADeletedKeyIsNotFree() {
        KeySecret secret = Samples.secret();
        ManagedKey first = holding("a", secret);
        commit(first);
        commit(Samples.in(KeyStatus.DELETED, first));
        assertThat(commit(holding("b", secret))).isFalse();
    }

    @Test
    default void twoNewKeysWithOneSecretAreRefused() {
        KeySecret secret = Samples.secret();
        assertThat(commit(holding("a", secret), holding("b", secret))).isFalse();
        assertThat(everything().isEmpty()).isTrue();
    }

    @Test
    default void aDigestIsTheSameUnderAnyScheme() {
        KeySecret plain = Samples.secret();
        KeySecret named = KeySecret.digest(plain.digest().orElseThrow(), "hmac:h-0badcafe");
        assertThat(commit(holding("a", plain))).isTrue();
        assertThat(commit(holding("b", named))).isFalse();
    }

    @Test
    default void aKeyKeepsItsSecretsThroughItsChanges() {
        ManagedKey first = Samples.key("a");
        commit(first);
        assertThat(commit(Samples.next(first, key -> key.label("second")))).isTrue();
        assertThat(Members.of(elsewhere().key(first.id()).orElseThrow().record().secrets()))
                .isEqualTo(Members.of(first.record().secrets()));
    }

    private static ManagedKey holding(String id, KeySecret secret) {
        return Samples.key(KeyRecord.builder(secret).id(new KeyId(id)).build());
    }

    private boolean commit(Budget budget) {
        return repository().commit(new ChangeSet(List.of(), List.of(), List.of(budget), List.of()));
    }
}
