package dev.latchkey.servlet;

import static dev.latchkey.servlet.TestKeys.ALICE;
import static dev.latchkey.servlet.TestKeys.BOB;

import dev.latchkey.Authenticator;
import dev.latchkey.BodyLimits;
import dev.latchkey.Enforcement;
import dev.latchkey.GatewayProfile;
import dev.latchkey.Route;
import dev.latchkey.access.AllowedModels;
import dev.latchkey.access.CatalogModel;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.access.ProviderPrice;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.profile.Profiles;
import java.math.BigDecimal;
import java.util.List;

/** An authenticator for which the model matters below {@code /v1}, in a {@code POST}, where the key is not Bob's. */
final class BodyHost {
    private BodyHost() {}

    static Authenticator gate() {
        return gate(Profiles.standard());
    }

    static Authenticator gate(GatewayProfile profile) {
        return builder(profile).build();
    }

    static Authenticator gate(BodyLimits limits) {
        return builder(Profiles.standard()).bodyLimits(limits).build();
    }

    static Authenticator observing(BodyLimits limits) {
        return builder(Profiles.standard())
                .bodyLimits(limits)
                .enforcement(Enforcement.OBSERVE)
                .build();
    }

    private static Authenticator.Builder builder(GatewayProfile profile) {
        return Authenticator.builder(profile)
                .keys(TestKeys.of(
                        TestKeys.record("alice", ALICE)
                                .permits(KeyPermits.builder()
                                        .models(AllowedModels.of(List.of("openai:" + ChatRequests.ALLOWED)))
                                        .build())
                                .build(),
                        TestKeys.record("bob", BOB).build()))
                .modelCatalog(ModelCatalog.of(List.of(model(ChatRequests.ALLOWED), model(ChatRequests.OTHER))))
                .routes(Route.post("/v1/*").readsBody())
                .openRoutes(Route.post("/open/forward"), Route.post("/open/include"));
    }

    private static CatalogModel model(String name) {
        return new CatalogModel(name, false, List.of(new ProviderPrice("openai", BigDecimal.ONE, BigDecimal.ONE)));
    }
}
