package dev.latchkey.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Users are as they were changed last, whoever looks them up meanwhile. */
class KnownUsersTest {
    private static final int CHANGES = 200_000;

    private final KnownUsers known = new KnownUsers();

    private static ManagedUser alice(long version, boolean isBlocked) {
        return new ManagedUser(
                "alice", null, isBlocked, false, null, Map.of(), 1, TestClock.START, TestClock.START, version);
    }

    private void take(long version, boolean isBlocked) {
        known.take(List.of(alice(version, isBlocked)), List.of());
    }

    private boolean isBlocked() {
        return known.find("alice").orElseThrow().isBlocked();
    }

    /** Who comes late with what was so before must not make it stay. */
    @Test
    void aUserWhoIsLookedUpWhileBeingChangedIsAsTheyAreAfterwards() throws Exception {
        take(1, false);
        AtomicBoolean isOver = new AtomicBoolean();
        Callable<Integer> readers = () -> {
            int found = 0;
            while (!isOver.get()) {
                found += isBlocked() ? 1 : 0;
            }
            return found;
        };
        Callable<Integer> writer = () -> {
            try {
                return changesThatDidNotHold();
            } finally {
                isOver.set(true);
            }
        };
        List<Integer> answers = AtOnce.run(new ArrayList<>(List.of(writer, readers, readers)));
        assertThat(answers.get(0)).as("changes that did not hold").isZero();
        assertThat(answers.get(1)).as("times that the user was seen blocked").isPositive();
    }

    private int changesThatDidNotHold() {
        int wrong = 0;
        for (int version = 2; version < CHANGES; version++) {
            boolean block = version % 2 == 0;
            take(version, block);
            wrong += isBlocked() == block ? 0 : 1;
        }
        return wrong;
    }

    @Test
    void anOlderVersionTakesNothingBack() {
        take(2, true);
        take(1, false);
        assertThat(isBlocked()).isTrue();
    }
}
