package dev.latchkey.benchmarks.peers;

import dev.latchkey.benchmarks.peers.CallerList.Caller;
import java.util.Optional;
import org.pac4j.core.config.Config;
import org.pac4j.core.context.CallContext;
import org.pac4j.core.context.session.SessionStore;
import org.pac4j.core.credentials.Credentials;
import org.pac4j.core.credentials.TokenCredentials;
import org.pac4j.core.credentials.authenticator.Authenticator;
import org.pac4j.core.engine.DefaultSecurityLogic;
import org.pac4j.core.exception.CredentialsException;
import org.pac4j.core.profile.CommonProfile;
import org.pac4j.http.client.direct.HeaderClient;
import org.pac4j.jee.adapter.JEEFrameworkAdapter;
import org.pac4j.jee.context.JEEContext;
import org.pac4j.jee.context.JEEFrameworkParameters;
import org.pac4j.jee.context.session.JEESessionStore;

/** pac4j's client for a header, alone and inside pac4j's security logic. */
final class Pac4jDoors {
    private static final String CLIENT = "key";

    private Pac4jDoors() {}

    /** The client alone: from the header to a profile. */
    static Door client() {
        HeaderClient client = headerClient();
        client.init();
        SessionStore sessions = new JEESessionStore();
        return (request, response) -> {
            CallContext call = new CallContext(new JEEContext(request, response), sessions);
            Optional<Credentials> credentials =
                    client.getCredentials(call).flatMap(found -> client.validateCredentials(call, found));
            return credentials
                    .flatMap(valid -> client.getUserProfile(call, valid))
                    .isPresent();
        };
    }

    /** The client, the profile manager and the authorizer for whoever is authenticated. */
    static Door securityLogic() {
        Config config = new Config(headerClient());
        JEEFrameworkAdapter.INSTANCE.applyDefaultSettingsIfUndefined(config);
        DefaultSecurityLogic logic = new DefaultSecurityLogic();
        return (request, response) -> Boolean.TRUE.equals(logic.perform(
                config,
                (context, sessions, profiles) -> !profiles.isEmpty(),
                CLIENT,
                "isAuthenticated",
                "none",
                new JEEFrameworkParameters(request, response)));
    }

    private static HeaderClient headerClient() {
        HeaderClient client = new HeaderClient("Authorization", "Bearer ", byHash(new CallerList()));
        client.setName(CLIENT);
        return client;
    }

    private static Authenticator byHash(CallerList callers) {
        return (context, credentials) -> {
            Caller caller = callers.find(((TokenCredentials) credentials).getToken());
            if (caller == null) {
                throw new CredentialsException("no such key");
            }
            CommonProfile profile = new CommonProfile();
            profile.setId(caller.name());
            credentials.setUserProfile(profile);
            return Optional.of(credentials);
        };
    }
}
