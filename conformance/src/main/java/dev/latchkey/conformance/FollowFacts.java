package dev.latchkey.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.manage.ChangeSet;
import dev.latchkey.manage.Changes;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.ManagedUser;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever follows the changes sees each of them, in order, as a whole, and soon. */
interface FollowFacts extends Stores {
    /** Far more than any change takes to be seen. */
    Duration LONG = Duration.ofSeconds(30);

    @Test
    default void everyChangeMakesALaterRevision() {
        long before = revision();
        ManagedKey key = Samples.key("a");
        commit(key);
        long first = revision();
        commit(Samples.next(key, record -> record.label("second")));
        assertThat(first).isGreaterThan(before);
        assertThat(revision()).isGreaterThan(first);
    }

    @Test
    default void aRefusedChangeMakesNoRevision() {
        commit(Samples.key("a"));
        long before = revision();
        commit(Samples.key("a"));
        assertThat(revision()).isEqualTo(before);
    }

    @Test
    default void onlyWhatCameAfterARevisionIsTold() {
        ManagedKey first = Samples.key("a");
        commit(first, Samples.key("b"));
        commit(Samples.user("alice"));
        long seen = revision();
        commit(Samples.next(first, record -> record.label("changed")));
        repository().commit(new ChangeSet(List.of(), List.of(), List.of(Samples.budget("monthly")), List.of()));
        Changes changes = elsewhere().changesAfter(seen);
        assertThat(changes.keys()).extracting(ManagedKey::id).containsExactly(first.id());
        assertThat(changes.keys()).extracting(ManagedKey::version).containsExactly(2L);
        assertThat(changes.users()).isEmpty();
        assertThat(changes.budgets()).hasSize(1);
        assertThat(elsewhere().changesAfter(changes.revision()).isEmpty()).isTrue();
        assertThat(elsewhere().changesAfter(changes.revision()).revision()).isEqualTo(changes.revision());
    }

    @Test
    default void whatChangedOftenIsToldOnceAndAsItIs() {
        ManagedKey key = Samples.key("a");
        commit(key);
        for (int i = 0; i < 5; i++) {
            key = Samples.next(key, record -> record.label("changed"));
            commit(key);
        }
        assertThat(everything().keys()).extracting(ManagedKey::version).containsExactly(6L);
    }

    @Test
    default void theDeletedAreToldToo() {
        ManagedKey key = Samples.key("a");
        ManagedUser alice = Samples.user("alice");
        commit(key);
        commit(alice);
        long seen = revision();
        commit(Samples.in(KeyStatus.DELETED, key));
        commit(Samples.next(alice, true));
        assertThat(elsewhere().changesAfter(seen).keys())
                .extracting(ManagedKey::id)
                .containsExactly(key.id());
        assertThat(elsewhere().changesAfter(seen).users())
                .extracting(ManagedUser::isDeleted)
                .containsExactly(true);
    }

    @Test
    default void nobodyWaitsForWhatIsThereAlready() throws Exception {
        long before = revision();
        commit(Samples.key("a"));
        assertThat(waiting(before, LONG)).isLessThan(LONG);
    }

    @Test
    default void whoWaitsHearsOfAChangeSoon() throws Exception {
        long before = revision();
        Race waiter = Race.of(1, number -> elsewhere().awaitChange(before, LONG));
        long start = System.nanoTime();
        commit(Samples.key("a"));
        waiter.end();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG.dividedBy(3));
    }

    @Test
    default void nobodyWaitsLongerThanAsked() throws Exception {
        assertThat(waiting(revision(), Duration.ofMillis(200))).isLessThan(LONG.dividedBy(3));
        assertThat(waiting(revision(), Duration.ZERO)).isLessThan(LONG.dividedBy(3));
    }

    @Test
    default void whoWaitsCanBeInterruptedAndTheStoreIsWellAfterwards() throws Exception {
        long before = revision();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> elsewhere().awaitChange(before, LONG)).isInstanceOf(InterruptedException.class);
        Thread.interrupted();
        assertThat(commit(Samples.key("a"))).isTrue();
        assertThat(elsewhere().key(new KeyId("a"))).isPresent();
    }

    private Duration waiting(long revision, Duration atMost) throws InterruptedException {
        long start = System.nanoTime();
        elsewhere().awaitChange(revision, atMost);
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
