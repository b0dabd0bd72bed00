package dev.latchkey.benchmarks;

import dev.latchkey.Admission;
import dev.latchkey.Admitted;
import dev.latchkey.Authenticator;
import dev.latchkey.Call;
import dev.latchkey.Granted;
import dev.latchkey.Verdict;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.Money;

/** A front door, and the clients of some keys that all have the same permits. */
final class Callers {
    /** What every call is held to cost, and costs. */
    static final Money COST = Money.ofNanos(1_000);

    private static final Call CALL = Call.builder().estimate(COST).build();

    private final Authenticator gate;
    private final HeaderRequest[] requests;

    Callers(int keys, KeyPermits permits) {
        KeySet set = new KeySet(keys, permits);
        this.gate = Authenticator.builder(Profiles.standard()).keys(set.source).build();
        this.requests =
                set.keys.stream().map(key -> new HeaderRequest("Bearer " + key)).toArray(HeaderRequest[]::new);
        useInOrder();
    }

    /** What is made at first use lies in memory in the order in which the keys were made, and in no benchmark's. */
    private void useInOrder() {
        for (int key = 0; key < requests.length; key++) {
            admit(key).reservation().release();
        }
    }

    /** Who is it? */
    Verdict authenticate(int key) {
        return gate.authenticate(requests[key]);
    }

    /** The whole decision: who is it, and may they? */
    Admitted admit(int key) {
        return authorize((Granted) gate.authenticate(requests[key]), key);
    }

    /** The second half of the decision alone. */
    Admitted authorize(Granted who, int key) {
        Admission admission = gate.authorize(who, requests[key], CALL);
        return (Admitted) admission;
    }
}
