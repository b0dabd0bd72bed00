package dev.latchkey.servlet;

import dev.latchkey.Granted;
import dev.latchkey.Header;
import dev.latchkey.UpstreamHeaders;
import dev.latchkey.Verdict;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.PushBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request as the host sees it: the gateway's credential and made-up identity headers are gone, and the identity is
 * there; a body that was read for a decision is there again. As thread-safe as the request it wraps.
 */
final class PassedRequest extends HttpServletRequestWrapper {
    /** The credential may have come in any header, so this is no name of an RFC 9110 scheme. */
    private static final String AUTH_TYPE = "API-KEY";

    private final Verdict.Passed verdict;
    private final HttpServletResponse response;
    private final Exchange exchange;
    private @Nullable UpstreamHeaders upstream;

    PassedRequest(HttpServletRequest request, Verdict.Passed verdict, HttpServletResponse response, Exchange exchange) {
        super(request);
        this.verdict = verdict;
        this.response = response;
        this.exchange = exchange;
    }

    /** Whether this verdict already shows somewhere on the request, so that the host's own wrappers stay outermost. */
    static boolean shows(ServletRequest request, Verdict.Passed verdict) {
        ServletRequest layer = request;
        while (layer instanceof ServletRequestWrapper wrapper) {
            if (wrapper instanceof PassedRequest passed && passed.verdict == verdict) {
                return true;
            }
            layer = wrapper.getRequest();
        }
        return false;
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (isUntouched(name)) {
            return super.getHeader(name);
        }
        List<String> added = added(name);
        return added.isEmpty() ? null : added.get(0);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isUntouched(name) ? super.getHeaders(name) : Collections.enumeration(added(name));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = new ArrayList<>();
        @Nullable Enumeration<String> sent = super.getHeaderNames();
        while (sent != null && sent.hasMoreElements()) {
            String name = sent.nextElement();
            if (isUntouched(name)) {
                names.add(name);
            }
        }
        for (Header added : upstream().adds()) {
            if (!names.contains(added.name())) {
                names.add(added.name());
            }
        }
        return Collections.enumeration(names);
    }

    @Override
    public int getIntHeader(String name) {
        if (isUntouched(name)) {
            return super.getIntHeader(name);
        }
        String value = getHeader(name);
        return value == null ? -1 : Integer.parseInt(value);
    }

    @Override
    public long getDateHeader(String name) {
        if (isUntouched(name)) {
            return super.getDateHeader(name);
        }
        if (getHeader(name) == null) {
            return -1;
        }
        throw new IllegalArgumentException("header " + name + ": expected a date, found an identity");
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ReplayedBody replay = exchange.body();
        return replay == null ? super.getInputStream() : replay.stream();
    }

    @Override
    public BufferedReader getReader() throws IOException {
        ReplayedBody replay = exchange.body();
        return replay == null ? super.getReader() : replay.reader(getCharacterEncoding());
    }

    @Override
    public @Nullable String getCharacterEncoding() {
        ReplayedBody replay = exchange.body();
        String chosen = replay == null ? null : replay.charset();
        return chosen == null ? super.getCharacterEncoding() : chosen;
    }

    /** A container need not listen any more once its stream has been asked for, as it has been for a held body. */
    @Override
    public void setCharacterEncoding(String charset) throws UnsupportedEncodingException {
        super.setCharacterEncoding(charset);
        ReplayedBody replay = exchange.body();
        if (replay != null) {
            replay.decodeAs(charset);
        }
    }

    /** Fields may also follow the body, and a header's name is none the better for coming late. */
    @Override
    public Map<String, String> getTrailerFields() {
        Map<String, String> trailers = new LinkedHashMap<>(super.getTrailerFields());
        trailers.keySet().removeIf(name -> !isUntouched(name));
        return trailers;
    }

    /** None: a builder would be born with the client's headers, the credential among them. */
    @Override
    public @Nullable PushBuilder newPushBuilder() {
        return null;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return verdict instanceof Granted granted ? granted.principal() : super.getUserPrincipal();
    }

    @Override
    public @Nullable String getRemoteUser() {
        return verdict instanceof Granted granted ? granted.principal().getName() : super.getRemoteUser();
    }

    @Override
    public @Nullable String getAuthType() {
        return verdict instanceof Granted ? AUTH_TYPE : super.getAuthType();
    }

    /** Hands on this request, where the container would go back to the one that still holds the credential. */
    @Override
    public AsyncContext startAsync() {
        return startAsync(this, response);
    }

    /** Hosts that look at no header need not have asked. */
    private UpstreamHeaders upstream() {
        UpstreamHeaders known = upstream;
        if (known == null) {
            known = verdict.upstream();
            upstream = known;
        }
        return known;
    }

    private boolean isUntouched(String name) {
        if (upstream().drops(name)) {
            return false;
        }
        for (Header header : upstream().adds()) {
            if (header.name().equalsIgnoreCase(name)) {
                return false;
            }
        }
        return true;
    }

    private List<String> added(String name) {
        return upstream().adds().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }
}
