package dev.latchkey.servlet;

import dev.latchkey.Admitted;
import dev.latchkey.Authenticator;
import dev.latchkey.Granted;
import dev.latchkey.Principal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through to the host's servlets when its key is good, and answers it otherwise. Thread-safe.
 *
 * <p>In a program, before the container starts:
 *
 * <pre>{@code
 * Authenticator gate = Authenticator.builder(Profiles.standard())
 *         .keys(KeyRing.parse(System.getenv("GATEWAY_API_KEY_HASHES")))
 *         .openRoutes(Route.get("/health"))
 *         .build();
 * LatchkeyFilter.register(servletContext, gate);
 *
 * // and in a servlet
 * Principal caller = LatchkeyFilter.principal(request).orElseThrow();
 * }</pre>
 *
 * <p>In {@code web.xml}, all five dispatchers, first of all filters:
 *
 * <pre>{@code
 * <filter>
 *   <filter-name>latchkey</filter-name>
 *   <filter-class>dev.latchkey.servlet.LatchkeyFilter</filter-class>
 *   <async-supported>true</async-supported>
 *   <init-param><param-name>manifest</param-name><param-value>/etc/gateway/keys.json</param-value></init-param>
 * </filter>
 * <filter-mapping>
 *   <filter-name>latchkey</filter-name>
 *   <url-pattern>/*</url-pattern>
 *   <dispatcher>REQUEST</dispatcher><dispatcher>FORWARD</dispatcher><dispatcher>INCLUDE</dispatcher>
 *   <dispatcher>ERROR</dispatcher><dispatcher>ASYNC</dispatcher>
 * </filter-mapping>
 * }</pre>
 *
 * <table>
 *   <caption>Init-params; one that is missing is looked up in the environment, and any other name is refused</caption>
 *   <tr><th>init-param</th><th>environment</th><th>meaning</th></tr>
 *   <tr><td>{@code profile}</td><td>{@code LATCHKEY_PROFILE}</td>
 *       <td>a name that {@link dev.latchkey.profile.Profiles#named} knows; default {@code standard}</td></tr>
 *   <tr><td>{@code credential-header}</td><td></td>
 *       <td>the header of the {@code cloudflare} profile: {@code cf-aig-authorization} (default) or
 *       {@code Authorization}</td></tr>
 *   <tr><td>{@code manifest}</td><td>{@code LATCHKEY_MANIFEST}</td>
 *       <td>path of a manifest or of ring text, watched for changes</td></tr>
 *   <tr><td>{@code key-hashes}</td><td>{@code GATEWAY_API_KEY_HASHES}</td>
 *       <td>ring text, read as the profile reads rings</td></tr>
 *   <tr><td>{@code enforcement}</td><td></td><td>{@code on} (default), {@code off} or {@code observe}</td></tr>
 *   <tr><td>{@code open-routes}</td><td></td>
 *       <td>methods and exact paths, {@code GET /health, GET /status}, or {@code none}; default the profile's</td></tr>
 *   <tr><td>{@code identity-headers}</td><td></td>
 *       <td>{@code true} adds {@code X-Latchkey-Key-Id} and its like to the request; default {@code false}</td></tr>
 * </table>
 *
 * <p>The other variables of {@link dev.latchkey.profile.GatewayEnvironment}, such as {@code GATEWAY_MASTER_KEY}, are
 * read too. Keys may come from the manifest and from a ring at once.
 *
 * <p>Who a request comes from is decided once and holds for all its dispatches. An open route that forwards, includes or
 * dispatches to another path is asked about that path too. The host sees the request without the gateway's credential;
 * one that unwraps it with {@code getRequest()} sees what the client sent. A named dispatcher has no path: containers
 * run filters for it only where they are mapped to that servlet's name.
 *
 * <p>So is what a request may do: its rate limits and budgets are charged once, and the scopes asked for, and whether its
 * body matters, are those of the route that the key was first used on. Money that a budget holds for a request is
 * {@linkplain #admitted the host's} to settle or release until the exchange ends, which for an asynchronous one is its
 * completion. If the host throws before the answer is committed, the money is released; if it just forgets, the estimate is
 * booked, with one warning for each path.
 *
 * <p>Where the route {@linkplain dev.latchkey.Route#readsBody() reads bodies} and a rule of the profile or of this key turns
 * on what the call asks for, a JSON body is read to its end before the host is called, on the container's thread. The host
 * then reads the same bytes, under the same headers, once for all dispatches: by {@code getInputStream()}, also with a {@code
 * ReadListener}, or by {@code getReader()}. Every other body streams through as it comes, multipart among them.
 *
 * <p>What is held counts against {@link dev.latchkey.BodyLimits} until the exchange ends. In the {@code standard} profile, a
 * body larger than one may be is refused with 413, before any of it is read if its length says so; one that there is no room
 * for beside others with 503; one that is not JSON in UTF-8, or says a needed member twice or not at all, with 400. While
 * refusals are only {@linkplain dev.latchkey.Enforcement#OBSERVE observed}, such a body goes to the host whole. What a filter
 * in front makes of the body is what is read; a host that unwraps the request finds a held body read to its end.
 *
 * <p>Headers that the profile puts on every answer replace the host's of the same name, as set by the header methods. An
 * answer that the container makes up after the host threw an exception is the container's own.
 */
public final class LatchkeyFilter implements Filter {
    /** The request attribute that holds the {@link Principal} of a request that came with a good key. */
    public static final String PRINCIPAL_ATTRIBUTE = "dev.latchkey.principal";

    /** The request attribute that holds the {@link Granted} verdict on such a request. */
    public static final String GRANTED_ATTRIBUTE = "dev.latchkey.granted";

    /** The request attribute that holds what such a request was {@link Admitted} with. */
    public static final String ADMITTED_ATTRIBUTE = "dev.latchkey.admitted";

    private static final String NAME = "latchkey";
    private static final String IN_FRONT = "dev.latchkey.servlet.in-front";

    private final Map<String, String> environment;
    private final @Nullable Authenticator injected;
    private volatile @Nullable Gate gate;
    private volatile @Nullable FilterSettings settings;

    /** For {@code web.xml}: {@link #init} reads init-params and the environment. */
    public LatchkeyFilter() {
        this(System.getenv());
    }

    LatchkeyFilter(Map<String, String> environment) {
        this.environment = environment;
        this.injected = null;
    }

    /** Asks this authenticator, which stays the caller's: what it was built from is not closed with the filter. */
    public LatchkeyFilter(Authenticator authenticator) {
        this.environment = Map.of();
        this.injected = authenticator;
        this.gate = new Gate(authenticator);
    }

    /**
     * Puts a filter in front of everything: mapped to {@code /*} for all five dispatchers, before the filters of
     * {@code web.xml}, with async support. A {@link ManagementServlet} of the same context is to be registered before this.
     *
     * @return the registration, for further mappings
     * @throws IllegalStateException if there is a filter named {@code latchkey} already, or the context has started
     */
    public static FilterRegistration.Dynamic register(ServletContext context, Authenticator authenticator) {
        FilterRegistration.@Nullable Dynamic registration = context.addFilter(NAME, new LatchkeyFilter(authenticator));
        if (registration == null) {
            throw new IllegalStateException("a filter named " + NAME + " is registered already: register one"
                    + " authenticator, and add further LatchkeyFilters by addFilter under names of their own");
        }
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        context.setAttribute(IN_FRONT, true);
        return registration;
    }

    /** Whether {@link #register} has put a filter where nothing that is registered from now on comes before it. */
    static boolean isInFrontOf(ServletContext context) {
        return context.getAttribute(IN_FRONT) != null;
    }

    /** Who sent the request; empty when it passed without a key, as on an open route. */
    public static Optional<Principal> principal(ServletRequest request) {
        return request.getAttribute(PRINCIPAL_ATTRIBUTE) instanceof Principal principal
                ? Optional.of(principal)
                : Optional.empty();
    }

    /**
     * The verdict on the request, to ask {@link Authenticator#usage} with; empty when it passed without a key, or was only
     * observed.
     */
    public static Optional<Granted> granted(ServletRequest request) {
        return request.getAttribute(GRANTED_ATTRIBUTE) instanceof Granted granted
                ? Optional.of(granted)
                : Optional.empty();
    }

    /**
     * What the request was admitted with: its limits, and the money held for it, to be settled or released before the
     * exchange ends. Empty where {@link #granted} is.
     */
    public static Optional<Admitted> admitted(ServletRequest request) {
        return request.getAttribute(ADMITTED_ATTRIBUTE) instanceof Admitted admitted
                ? Optional.of(admitted)
                : Optional.empty();
    }

    /**
     * Reads the configuration, unless an authenticator was given.
     *
     * @throws ServletException if it cannot be, saying what to change
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        try {
            if (injected != null) {
                FilterSettings.refuseAny(config);
                return;
            }
            FilterSettings opened = FilterSettings.open(config, environment);
            settings = opened;
            gate = new Gate(opened.authenticator());
        } catch (IllegalArgumentException e) {
            throw new ServletException("filter " + config.getFilterName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Passes the request on or answers it. What the chain throws passes through untouched.
     *
     * @throws IOException if the body has to be read first, and the client hangs up or sends it broken
     * @throws IllegalStateException if it has to be, and a filter in front has called {@code getReader()} for itself
     * @throws ServletException if the request is not an HTTP one, if {@link #init} was never called, or if a dispatch is
     *     refused whose answer cannot be replaced any more: an include, or a dispatch after the host began to send
     */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("not an HTTP request: LatchkeyFilter guards HTTP only");
        }
        Gate ready = gate;
        if (ready == null) {
            throw new ServletException(
                    "LatchkeyFilter was not initialised: call init, or construct it with an" + " Authenticator");
        }
        ready.pass(http, answer, chain);
    }

    /** Stops watching the manifest that {@link #init} opened. */
    @Override
    public void destroy() {
        FilterSettings opened = settings;
        if (opened != null) {
            settings = null;
            gate = null;
            opened.close();
        }
    }
}
