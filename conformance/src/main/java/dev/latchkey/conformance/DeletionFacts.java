package dev.latchkey.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.KeyStatus;
import dev.latchkey.manage.Budget;
import dev.latchkey.manage.ChangeSet;
import dev.latchkey.manage.KeyFilter;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.ManagedUser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is deleted is kept and not listed; a deleted user leaves no active key behind. */
interface DeletionFacts extends Stores {

    @Test
    default void aDeletedKeyIsKeptAndNotListed() {
        ManagedKey key = Samples.key("a");
        commit(key);
        commit(Samples.in(KeyStatus.DELETED, key));
        assertThat(elsewhere().key(key.id()).orElseThrow().record().status()).isEqualTo(KeyStatus.DELETED);
        assertThat(elsewhere().keys(KeyFilter.all(), 0, 10)).isEmpty();
        assertThat(elsewhere().keys(KeyFilter.all().inStatus(KeyStatus.DELETED), 0, 10))
                .hasSize(1);
    }

    @Test
    default void aDeletedUserIsKeptAndNotListed() {
        ManagedUser alice = Samples.user("alice");
        commit(alice);
        commit(Samples.next(alice, true));
        assertThat(elsewhere().user("alice").orElseThrow().isDeleted()).isTrue();
        assertThat(elsewhere().users(0, 10)).isEmpty();
    }

    @Test
    default void aDeletedBudgetIsKeptAndNotListed() {
        Budget budget = Samples.budget("monthly");
        for (Budget version : List.of(budget, Samples.deleted(budget))) {
            repository().commit(new ChangeSet(List.of(), List.of(), List.of(version), List.of()));
        }
        assertThat(elsewhere().budget("monthly").orElseThrow().isDeleted()).isTrue();
        assertThat(elsewhere().budgets(0, 10)).isEmpty();
    }

    @Test
    default void aUserWithAnActiveKeyCannotBeDeletedWithoutIt() {
        ManagedUser alice = Samples.user("alice");
        commit(alice);
        commit(Samples.keyOf("alice", "a"));
        assertThat(commit(Samples.next(alice, true))).isFalse();
        assertThat(elsewhere().user("alice").orElseThrow().isDeleted()).isFalse();
    }

    @Test
    default void aUserIsDeletedInOneStepWithTheKeysThatAreSwitchedOff() {
        ManagedUser alice = Samples.user("alice");
        ManagedKey one = Samples.keyOf("alice", "a");
        ManagedKey other = Samples.keyOf("alice", "b");
        commit(alice);
        commit(one, other);
        List<ManagedUser> gone = List.of(Samples.next(alice, true));
        ManagedKey oneOff = Samples.in(KeyStatus.INACTIVE, one);
        ManagedKey otherOff = Samples.in(KeyStatus.INACTIVE, other);
        assertThat(repository().commit(new ChangeSet(List.of(oneOff), gone, List.of(), List.of())))
                .isFalse();
        assertThat(repository().commit(new ChangeSet(List.of(oneOff, otherOff), gone, List.of(), List.of())))
                .isTrue();
        assertThat(elsewhere().keys(KeyFilter.all().ofUser("alice").inStatus(KeyStatus.ACTIVE), 0, 10))
                .isEmpty();
        assertThat(elsewhere().keys(KeyFilter.all().ofUser("alice").inStatus(KeyStatus.INACTIVE), 0, 10))
                .hasSize(2);
    }

    @Test
    default void keysOfOthersDoNotHinderADeletion() {
        ManagedUser alice = Samples.user("alice");
        commit(alice);
        commit(Samples.user("bob"));
        commit(Samples.keyOf("bob", "a"), Samples.key("b"), Samples.keyOf("nobody", "c"));
        assertThat(commit(Samples.next(alice, true))).isTrue();
    }

    @Test
    default void aDeletedUserGetsNoActiveKey() {
        ManagedUser alice = Samples.user("alice");
        commit(alice);
        ManagedKey idle = Samples.key(
                Samples.record("a").user("alice").status(KeyStatus.INACTIVE).build());
        commit(idle);
        commit(Samples.next(alice, true));
        assertThat(commit(Samples.keyOf("alice", "b"))).isFalse();
        assertThat(commit(Samples.in(KeyStatus.ACTIVE, idle))).isFalse();
        assertThat(commit(Samples.next(idle, key -> key.label("still idle")))).isTrue();
        assertThat(elsewhere().keys(KeyFilter.all().inStatus(KeyStatus.ACTIVE), 0, 10))
                .isEmpty();
    }

    @Test
    default void aUserWhoIsMadeAnewMayHaveKeysAgain() {
        ManagedUser alice = Samples.user("alice");
        ManagedUser gone = Samples.next(alice, true);
        commit(alice);
        commit(gone);
        assertThat(commit(Samples.next(gone, false))).isTrue();
        assertThat(commit(Samples.keyOf("alice", "a"))).isTrue();
    }

    @Test
    default void aUserAndTheirFirstKeyAreMadeInOneStep() {
        ManagedUser alice = Samples.user("alice");
        commit(alice);
        ManagedUser gone = Samples.next(alice, true);
        commit(gone);
        assertThat(repository()
                        .commit(new ChangeSet(
                                List.of(Samples.keyOf("alice", "a")),
                                List.of(Samples.next(gone, false)),
                                List.of(),
                                List.of())))
                .isTrue();
    }
}
