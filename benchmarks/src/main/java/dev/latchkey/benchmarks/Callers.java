package dev.latchkey.benchmarks;

import dev.latchkey.Admission;
import dev.latchkey.Admitted;
import dev.latchkey.Authenticator;
import dev.latchkey.Call;
import dev.latchkey.Granted;
import dev.latchkey.Reason;
import dev.latchkey.Verdict;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.Money;

/** A front door, and the clients of some keys that all have the same permits. Each key has made a call before. */
public final class Callers {
    /** What every call is held to cost, and costs. */
    static final Money COST = Money.ofNanos(1_000);

    private static final Call CALL = Call.builder().estimate(COST).build();

    private final Authenticator gate;
    private final HeaderRequest[] requests;

    /** The first of the {@linkplain MadeUpKeys made-up keys}. */
    public Callers(int keys, KeyPermits permits) {
        KeySet set = new KeySet(keys, permits);
        this.gate = Authenticator.builder(Profiles.standard()).keys(set.source).build();
        this.requests = set.keys.stream().map(HeaderRequest::bearer).toArray(HeaderRequest[]::new);
        useOnce();
        Checked.denied(Reason.UNKNOWN_KEY, gate.authenticate(HeaderRequest.bearer(set.unknown)));
    }

    /** What is made at first use lies in memory in the order of the records, and not in that of the requests. */
    private void useOnce() {
        for (int key : Shuffled.below(requests.length)) {
            admit(key).reservation().settle(COST);
        }
    }

    /** Who is it? */
    public Verdict authenticate(int key) {
        return gate.authenticate(requests[key]);
    }

    /** The whole decision: who is it, and may they? */
    public Admission decide(int key) {
        return authorize((Granted) gate.authenticate(requests[key]), key);
    }

    /** The whole decision where it is yes. */
    public Admitted admit(int key) {
        return (Admitted) decide(key);
    }

    /** The second half of the decision alone. */
    public Admission authorize(Granted who, int key) {
        return gate.authorize(who, requests[key], CALL);
    }
}
