package dev.latchkey.benchmarks.peers;

import dev.latchkey.Admitted;
import dev.latchkey.Authenticator;
import dev.latchkey.Call;
import dev.latchkey.Granted;
import dev.latchkey.Verdict;
import dev.latchkey.benchmarks.HeaderRequest;
import dev.latchkey.benchmarks.KeySet;
import dev.latchkey.benchmarks.TwoLimits;
import dev.latchkey.profile.Profiles;
import dev.latchkey.servlet.LatchkeyFilter;
import jakarta.servlet.Filter;

/** Ours, with two limits for each key: the decision alone, and all that the filter does. */
final class LatchkeyDoors {
    private static final Call CALL = Call.builder().build();

    private LatchkeyDoors() {}

    /** Core: asked by a host that has read the header. */
    static Door core() {
        Authenticator gate = gate();
        return (request, response) -> {
            HeaderRequest asked = HeaderRequest.withAuthorization(request.getHeader("Authorization"));
            Verdict verdict = gate.authenticate(asked);
            return verdict instanceof Granted granted && gate.authorize(granted, asked, CALL) instanceof Admitted;
        };
    }

    /** The servlet filter, which also hides the credential from the host and writes refusals. */
    static Door filter() {
        Filter filter = new LatchkeyFilter(gate());
        return new FilterDoor(filter, request -> LatchkeyFilter.principal(request).isPresent());
    }

    private static Authenticator gate() {
        KeySet keys = new KeySet(CallerList.SIZE, TwoLimits.permits());
        return Authenticator.builder(Profiles.standard()).keys(keys.source).build();
    }
}
