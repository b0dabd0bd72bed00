package dev.latchkey.benchmarks.peers;

import dev.latchkey.benchmarks.peers.CallerList.Caller;
import jakarta.servlet.Filter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;

/** Spring Security, without sessions. */
final class SpringDoors {
    private static final List<GrantedAuthority> AUTHORITIES = AuthorityUtils.createAuthorityList("SCOPE_chat");

    private SpringDoors() {}

    /** {@link AuthenticationFilter} alone, with a provider that hashes and looks up. */
    static Door filter() {
        AuthenticationFilter filter = new AuthenticationFilter(
                new ProviderManager(new KeyProvider(new CallerList())),
                request -> new PreAuthenticatedAuthenticationToken("", Door.bearer(request)));
        filter.setSecurityContextRepository(new RequestAttributeSecurityContextRepository());
        filter.setSuccessHandler((request, response, authentication) -> {});
        filter.setFailureHandler((request, response, failure) -> response.setStatus(401));
        return clearing(filter);
    }

    /** The filter for bearer tokens alone, with an introspector that hashes and looks up. */
    static Door bearerFilter() {
        BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(
                new ProviderManager(new OpaqueTokenAuthenticationProvider(introspector(new CallerList()))));
        filter.setSecurityContextRepository(new RequestAttributeSecurityContextRepository());
        return clearing(filter);
    }

    /** The whole chain that Spring Security builds for a stateless resource server, with that introspector. */
    static Door wholeChain() {
        GenericApplicationContext context = SpringChain.context(introspector(new CallerList()));
        return new FilterDoor(
                context.getBean("springSecurityFilterChain", Filter.class), request -> isSomebodyKnown());
    }

    /** What is known of this thread's caller is forgotten after each request, as the filter in front would do. */
    private static Door clearing(Filter filter) {
        Door door = new FilterDoor(filter, request -> isSomebodyKnown());
        return (request, response) -> {
            try {
                return door.lets(request, response);
            } finally {
                SecurityContextHolder.clearContext();
            }
        };
    }

    private static boolean isSomebodyKnown() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who != null && who.isAuthenticated() && !(who instanceof AnonymousAuthenticationToken);
    }

    private static OpaqueTokenIntrospector introspector(CallerList callers) {
        return token -> {
            Caller caller = callers.find(token);
            if (caller == null) {
                throw new BadOpaqueTokenException("no such token");
            }
            return new DefaultOAuth2AuthenticatedPrincipal(
                    caller.name(), Map.of("sub", caller.name()), AUTHORITIES);
        };
    }

    private record KeyProvider(CallerList callers) implements AuthenticationProvider {
        @Override
        public Authentication authenticate(Authentication attempt) {
            Caller caller = callers.find((String) Objects.requireNonNull(attempt.getCredentials()));
            if (caller == null) {
                throw new BadCredentialsException("no such key");
            }
            return new PreAuthenticatedAuthenticationToken(caller, "", AUTHORITIES);
        }

        @Override
        public boolean supports(Class<?> kind) {
            return PreAuthenticatedAuthenticationToken.class.isAssignableFrom(kind);
        }
    }
}
