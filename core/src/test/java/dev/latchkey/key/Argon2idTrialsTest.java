package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class Argon2idTrialsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final ApiKey FIRST = ApiKey.parse("first-secret");
    private static final ApiKey SECOND_KEY = ApiKey.parse("second-secret");
    private static final ApiKey STRANGER = ApiKey.parse("a-stranger");
    private static final List<Argon2idHash> HASHES = List.of(hashOf(FIRST), hashOf(SECOND_KEY));

    private final AtomicLong now = new AtomicLong(1_800_000_000L * SECOND);
    private final Argon2idTrials trials = new Argon2idTrials(now::get);

    /** At the least cost that is accepted: what is tested here is not its strength. */
    static Argon2idHash hashOf(ApiKey key) {
        Argon2idCost cost = new Argon2idCost(7168, 1, 1);
        byte[] salt = new byte[8];
        return new Argon2idHash(cost, salt, Argon2id.tag(key, cost, salt, 16));
    }

    @Test
    void aKeyThatWasNeverTriedIsUntried() {
        assertThat(trials.recall(HASHES, FIRST)).isEqualTo(Trial.UNTRIED);
    }

    @Test
    void findsTheHashThatMatches() {
        assertThat(trials.attempt(HASHES, FIRST)).isEqualTo(Trial.matched(0));
        assertThat(trials.attempt(HASHES, SECOND_KEY)).isEqualTo(Trial.matched(1));
    }

    @Test
    void stopsAtTheFirstMatch() {
        CountingList counting = new CountingList(List.of(hashOf(FIRST), hashOf(FIRST)));

        trials.attempt(counting, FIRST);

        assertThat(counting.asked).containsExactly(0);
    }

    @Test
    void aKeyThatMatchesNoneIsTriedAgainstAll() {
        CountingList counting = new CountingList(Collections.nCopies(8, hashOf(FIRST)));

        assertThat(trials.attempt(counting, STRANGER)).isEqualTo(Trial.NO_MATCH);
        assertThat(counting.asked).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void aSuccessIsRememberedWithoutComputingAgain() {
        CountingList counting = new CountingList(HASHES);
        trials.attempt(counting, FIRST);
        counting.asked.clear();

        assertThat(trials.recall(counting, FIRST)).isEqualTo(Trial.matched(0));
        assertThat(trials.attempt(counting, FIRST)).isEqualTo(Trial.matched(0));
        assertThat(counting.asked).isEmpty();
    }

    @Test
    void aSuccessIsForgottenAfterFiveMinutes() {
        trials.attempt(HASHES, FIRST);

        now.addAndGet(300 * SECOND - 1);
        assertThat(trials.recall(HASHES, FIRST)).isEqualTo(Trial.matched(0));
        now.addAndGet(1);
        assertThat(trials.recall(HASHES, FIRST)).isEqualTo(Trial.UNTRIED);
    }

    @Test
    void aFailureIsForgottenAfterThirtySeconds() {
        trials.attempt(HASHES, STRANGER);

        now.addAndGet(30 * SECOND - 1);
        assertThat(trials.recall(HASHES, STRANGER)).isEqualTo(Trial.NO_MATCH);
        now.addAndGet(1);
        assertThat(trials.recall(HASHES, STRANGER)).isEqualTo(Trial.UNTRIED);
    }

    @Test
    void anotherListForgetsSuccessesEvenAnEqualOne() {
        trials.attempt(HASHES, FIRST);

        assertThat(trials.recall(new ArrayList<>(HASHES), FIRST)).isEqualTo(Trial.UNTRIED);
    }

    @Test
    void anotherListForgetsFailures() {
        List<Argon2idHash> before = List.of(hashOf(FIRST));
        trials.attempt(before, SECOND_KEY);

        assertThat(trials.attempt(HASHES, SECOND_KEY)).isEqualTo(Trial.matched(1));
    }

    @Test
    void aKeyThatAReloadRemovedMatchesNoMore() {
        trials.attempt(HASHES, FIRST);

        assertThat(trials.attempt(List.of(hashOf(SECOND_KEY)), FIRST)).isEqualTo(Trial.NO_MATCH);
    }

    @Test
    void anEmptyListNeedsNoTrial() {
        assertThat(trials.recall(List.of(), FIRST)).isEqualTo(Trial.NO_MATCH);
        assertThat(trials.attempt(List.of(), FIRST)).isEqualTo(Trial.NO_MATCH);
    }

    @Test
    void trialsOfAnotherListBesidesTheseForgetNothingOfThem() {
        List<Argon2idHash> others = List.of(hashOf(SECOND_KEY));
        Argon2idTrials besides = trials.besides();
        trials.attempt(HASHES, FIRST);
        besides.attempt(others, SECOND_KEY);

        assertThat(trials.recall(HASHES, FIRST)).isEqualTo(Trial.matched(0));
        assertThat(besides.recall(others, SECOND_KEY)).isEqualTo(Trial.matched(0));
    }

    @Test
    void anInterruptedCallerIsTurnedAwayAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThat(trials.attempt(HASHES, FIRST)).isEqualTo(Trial.SATURATED);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aTrialThatWasSaturatedIsNotRemembered() {
        Thread.currentThread().interrupt();
        trials.attempt(HASHES, FIRST);
        assertThat(Thread.interrupted()).isTrue();

        assertThat(trials.attempt(HASHES, FIRST)).isEqualTo(Trial.matched(0));
    }

    @Test
    void aTrialHasAnIndexExactlyWhenItMatched() {
        assertThatThrownBy(() -> new Trial(Trial.Kind.MATCHED, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Trial(Trial.Kind.NO_MATCH, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
