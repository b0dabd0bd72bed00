package dev.latchkey.servlet;

import static dev.latchkey.servlet.TestKeys.ALICE;
import static dev.latchkey.servlet.TestKeys.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.Route;
import dev.latchkey.access.AddressRanges;
import dev.latchkey.access.Scopes;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.profile.Profiles;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a good key may do, and from where. */
abstract class AccessFacts extends ServerFacts {
    private static final String SCOPED = "/v1/scoped";
    private int port;

    AccessFacts(Container container) {
        super(container);
    }

    @BeforeAll
    void startHost() throws Exception {
        port = start(Authenticator.builder(Profiles.standard())
                .keys(TestKeys.of(
                        record("reader").scopes(Scopes.of("chat:read")).build(),
                        record("writer").scopes(Scopes.of("chat:*")).build(),
                        record("elsewhere").permits(from("203.0.113.0/24")).build(),
                        record("here").permits(from("127.0.0.0/8")).build()))
                .routes(Route.get(SCOPED).requires("chat:write"))
                .build());
    }

    private static KeyRecord.Builder record(String label) {
        return TestKeys.record(label, key(label));
    }

    private static String key(String label) {
        return ALICE + label;
    }

    private static KeyPermits from(String range) {
        return KeyPermits.builder()
                .addresses(AddressRanges.parse(List.of(range)))
                .build();
    }

    private RawAnswer ask(String label, String target) throws Exception {
        return RawHttp.get(port, target, bearer(key(label)));
    }

    @Test
    void aKeyWithoutTheScopeOfARouteIsRefused() throws Exception {
        RawAnswer answer = ask("reader", SCOPED);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("\"insufficient_scope\"");
        assertThat(answer.seen("label")).isEmpty();
    }

    @Test
    void aKeyWithTheScopePasses() throws Exception {
        assertThat(ask("writer", SCOPED).seen("label")).containsExactly("writer");
    }

    @Test
    void aKeyWithoutTheScopeMayUseOtherRoutes() throws Exception {
        assertThat(ask("reader", "/v1/echo").status()).isEqualTo(200);
    }

    @Test
    void aKeyUsedFromAnotherAddressIsRefused() throws Exception {
        RawAnswer answer = ask("elsewhere", "/v1/echo");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("\"ip_not_allowed\"");
    }

    @Test
    void aClientMayNotSayItsAddressIsAnother() throws Exception {
        RawAnswer answer = RawHttp.get(port, "/v1/echo", bearer(key("elsewhere")), "X-Forwarded-For: 203.0.113.7");
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void aKeyUsedFromAnAllowedAddressPasses() throws Exception {
        assertThat(ask("here", "/v1/echo").status()).isEqualTo(200);
    }
}
