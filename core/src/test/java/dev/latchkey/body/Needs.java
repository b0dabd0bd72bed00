package dev.latchkey.body;

import dev.latchkey.Authenticator;
import dev.latchkey.BodyFormat;
import dev.latchkey.BodyLimits;
import dev.latchkey.BodyNeed;
import dev.latchkey.CostEstimator;
import dev.latchkey.Granted;
import dev.latchkey.Route;
import dev.latchkey.TestKeys;
import dev.latchkey.TestRequest;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.Money;

/** What a front door needs of bodies whose rules turn on every member that there is. */
final class Needs {
    private Needs() {}

    static BodyNeed everything(BodyFormat format) {
        return everything(format, new BodyLimits(4 << 20, 64 << 20));
    }

    static BodyNeed everything(BodyFormat format, BodyLimits limits) {
        Authenticator gate = Authenticator.builder(Profiles.anyLlm().toBuilder()
                        .projectHeader("X-Project")
                        .anyShape()
                        .build())
                .keys(TestKeys.source(TestKeys.record(TestKeys.K)
                        .permits(KeyPermits.builder()
                                .usageLimit(Money.parse("1"))
                                .build())
                        .build()))
                .routes(Route.post("/v1/chat/completions").readsBody(format))
                .costEstimator(CostEstimator.byTokens(ModelCatalog.empty(), 16))
                .bodyLimits(limits)
                .build();
        TestRequest request = TestRequest.bearing(TestKeys.K);
        return gate.bodyNeed((Granted) gate.authenticate(request), request);
    }
}
