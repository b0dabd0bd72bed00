package dev.latchkey.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.manage.ChangeSet;
import dev.latchkey.manage.Changes;
import dev.latchkey.manage.KeyFilter;
import dev.latchkey.manage.KeyRepository;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.ManagedUser;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Many change the same things at once, on two nodes. */
interface RaceFacts extends Stores {
    int RUNNERS = 8;
    int ROUNDS = 25;

    /** Half of the threads work on one node, half on the other. */
    private KeyRepository nodeOf(int runner) {
        return runner % 2 == 0 ? repository() : elsewhere();
    }

    private static boolean commit(KeyRepository node, ManagedKey key) {
        return node.commit(new ChangeSet(List.of(key), List.of(), List.of(), List.of()));
    }

    @Test
    default void exactlyOneWinsEachVersionOfAKey() throws Exception {
        ManagedKey first = Samples.key("a");
        commit(first);
        AtomicIntegerArray wins = new AtomicIntegerArray(ROUNDS + 2);
        Race.of(RUNNERS, runner -> {
                    ManagedKey seen = first;
                    while (seen.version() <= ROUNDS) {
                        ManagedKey next = Samples.next(seen, key -> key.label("by " + runner));
                        if (commit(nodeOf(runner), next)) {
                            wins.incrementAndGet((int) next.version());
                        }
                        seen = nodeOf(runner).key(first.id()).orElseThrow();
                    }
                })
                .end();
        for (int version = 2; version <= ROUNDS + 1; version++) {
            assertThat(wins.get(version)).as("winners of version %d", version).isEqualTo(1);
        }
        assertThat(elsewhere().key(first.id()).orElseThrow().version()).isEqualTo(ROUNDS + 1);
    }

    @Test
    default void exactlyOneMakesAKeyOfAnId() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String id = "key-" + round;
            AtomicInteger made = new AtomicInteger();
            Race.of(RUNNERS, runner -> made.addAndGet(commit(nodeOf(runner), Samples.key(id)) ? 1 : 0))
                    .end();
            assertThat(made).hasValue(1);
        }
        assertThat(everything().keys()).hasSize(ROUNDS);
    }

    @Test
    default void exactlyOneGetsASecret() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            KeySecret secret = Samples.secret();
            String name = "key-" + round + "-";
            AtomicInteger got = new AtomicInteger();
            Race.of(RUNNERS, runner -> {
                        ManagedKey key = Samples.key(Samples.record(name + runner)
                                .secrets(List.of(secret))
                                .build());
                        got.addAndGet(commit(nodeOf(runner), key) ? 1 : 0);
                    })
                    .end();
            assertThat(got).hasValue(1);
        }
    }

    /** The keys that were switched off with a user are all there were, however many are being made meanwhile. */
    @Test
    default void noActiveKeyIsLeftBehindByADeletedUser() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            ManagedUser alice = Samples.user("alice-" + round);
            commit(alice);
            Race.of(RUNNERS, runner -> {
                        if (runner == 0) {
                            delete(alice);
                        } else {
                            commit(nodeOf(runner), Samples.keyOf(alice.id(), alice.id() + "." + runner));
                        }
                    })
                    .end();
            assertThat(elsewhere().user(alice.id()).orElseThrow().isDeleted()).isTrue();
            assertThat(elsewhere().keys(activeOf(alice), 0, 100)).isEmpty();
        }
    }

    private void delete(ManagedUser user) {
        boolean isDeleted = false;
        while (!isDeleted) {
            List<ManagedKey> off = repository().keys(activeOf(user), 0, 100).stream()
                    .map(key -> Samples.in(KeyStatus.INACTIVE, key))
                    .toList();
            isDeleted =
                    repository().commit(new ChangeSet(off, List.of(Samples.next(user, true)), List.of(), List.of()));
        }
    }

    private static KeyFilter activeOf(ManagedUser user) {
        return KeyFilter.all().ofUser(user.id()).inStatus(KeyStatus.ACTIVE);
    }

    @Test
    default void whoHasCommittedFindsItAfterTheRevisionThatWasSeenBefore() throws Exception {
        Race.of(RUNNERS, runner -> {
                    KeyRepository node = nodeOf(runner);
                    Set<KeyId> seen = new HashSet<>();
                    long revision = 0;
                    for (int i = 0; i < ROUNDS; i++) {
                        ManagedKey key = Samples.key(runner + "." + i);
                        commit(node, key);
                        Changes changes = node.changesAfter(revision);
                        changes.keys().forEach(each -> seen.add(each.id()));
                        revision = changes.revision();
                        assertThat(seen).contains(key.id());
                    }
                })
                .end();
    }

    /** Each change makes a key and a user of the same name, and changes the key of the change before. */
    @Test
    default void aFollowerMissesNothingAndSeesChangesAsAWhole() throws Exception {
        Race writers = Race.of(RUNNERS, runner -> {
            ManagedKey last = Samples.key(runner + ".first");
            commit(nodeOf(runner), last);
            for (int i = 0; i < ROUNDS; i++) {
                String name = runner + "." + i;
                ManagedKey fresh = Samples.key(name);
                List<ManagedKey> keys = List.of(fresh, Samples.next(last, key -> key.label("followed by " + name)));
                nodeOf(runner).commit(new ChangeSet(keys, List.of(Samples.user(name)), List.of(), List.of()));
                last = fresh;
            }
        });
        Follower follower = new Follower(elsewhere());
        while (writers.isOn()) {
            follower.look();
        }
        writers.end();
        follower.look();
        assertThat(follower.keys).hasSize(RUNNERS * (ROUNDS + 1));
        assertThat(follower.users).hasSize(RUNNERS * ROUNDS);
        Map<KeyId, Long> kept = new HashMap<>();
        everything().keys().forEach(key -> kept.put(key.id(), key.version()));
        assertThat(follower.keys).isEqualTo(kept);
    }

    /** What somebody knows who has asked for changes only. */
    final class Follower {
        private final KeyRepository node;
        private final Map<KeyId, Long> keys = new HashMap<>();
        private final Set<String> users = new HashSet<>();
        private long revision;

        Follower(KeyRepository node) {
            this.node = node;
        }

        void look() {
            Changes changes = node.changesAfter(revision);
            assertThat(changes.revision()).isGreaterThanOrEqualTo(revision);
            revision = changes.revision();
            for (ManagedKey key : changes.keys()) {
                Long before = keys.put(key.id(), key.version());
                assertThat(key.version()).isGreaterThan(before == null ? 0 : before);
            }
            changes.users().forEach(user -> users.add(user.id()));
            List<String> withoutUsers = keys.keySet().stream()
                    .map(KeyId::value)
                    .filter(name -> !name.endsWith(".first") && !users.contains(name))
                    .toList();
            assertThat(withoutUsers)
                    .as("keys that were seen before their users")
                    .isEmpty();
            assertThat(keys.keySet().stream().map(KeyId::value)).containsAll(users);
        }
    }
}
