package dev.latchkey.servlet;

import static dev.latchkey.servlet.TestKeys.ALICE;
import static dev.latchkey.servlet.TestKeys.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What {@link LatchkeyFilter#register} does to a context; its five dispatchers are what {@link DispatchFacts} need. */
abstract class RegistrationFacts extends ServerFacts {

    RegistrationFacts(Container container) {
        super(container);
    }

    @Test
    void aSecondRegistrationIsRefusedByName() throws Exception {
        AtomicReference<Throwable> refused = new AtomicReference<>();
        start(context -> {
            LatchkeyFilter.register(context, standard());
            try {
                LatchkeyFilter.register(context, standard());
            } catch (IllegalStateException e) {
                refused.set(e);
            }
        });
        assertThat(refused.get()).hasMessageContaining("a filter named latchkey is registered already");
    }

    @Test
    void theFilterComesBeforeThoseThatWereMappedEarlier() throws Exception {
        AtomicInteger reached = new AtomicInteger();
        int port = start(context -> {
            Filter counting = (request, response, chain) -> {
                reached.incrementAndGet();
                chain.doFilter(request, response);
            };
            FilterRegistration.Dynamic own = context.addFilter("own", counting);
            own.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
            LatchkeyFilter.register(context, standard());
            new HostServlet().addTo(context);
        });
        assertThat(RawHttp.get(port, "/v1/echo").status()).isEqualTo(401);
        assertThat(reached).hasValue(0);
        assertThat(RawHttp.get(port, "/v1/echo", bearer(ALICE)).status()).isEqualTo(200);
        assertThat(reached).hasValue(1);
    }
}
