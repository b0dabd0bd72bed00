package dev.latchkey.servlet;

import dev.latchkey.Authenticator;
import dev.latchkey.Header;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer on which some headers are the profile's: they are set before the host sees it, survive {@code reset()}, and
 * the host's own of the same names are ignored. As thread-safe as the answer it wraps.
 */
final class PinnedResponse extends HttpServletResponseWrapper {
    private final Authenticator owner;
    private volatile List<Header> pins = List.of();

    private PinnedResponse(HttpServletResponse response, Authenticator owner) {
        super(response);
        this.owner = owner;
    }

    /** The answer with these headers in place of any that this owner has pinned to it before. */
    static HttpServletResponse pin(HttpServletResponse response, Authenticator owner, List<Header> headers) {
        @Nullable PinnedResponse pinned = find(response, owner);
        if (pinned == null && headers.isEmpty()) {
            return response;
        }
        PinnedResponse target = pinned == null ? new PinnedResponse(response, owner) : pinned;
        target.pins = headers;
        target.apply();
        return pinned == null ? target : response;
    }

    private static @Nullable PinnedResponse find(ServletResponse response, Authenticator owner) {
        ServletResponse layer = response;
        while (layer instanceof ServletResponseWrapper wrapper) {
            if (wrapper instanceof PinnedResponse pinned && pinned.owner == owner) {
                return pinned;
            }
            layer = wrapper.getResponse();
        }
        return null;
    }

    private void apply() {
        AnswerHeaders.set((HttpServletResponse) getResponse(), pins);
    }

    private boolean isPinned(String name) {
        for (Header header : pins) {
            if (header.name().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void reset() {
        super.reset();
        apply();
    }

    @Override
    public void setHeader(String name, String value) {
        if (!isPinned(name)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!isPinned(name)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        if (!isPinned(name)) {
            super.setIntHeader(name, value);
        }
    }

    @Override
    public void addIntHeader(String name, int value) {
        if (!isPinned(name)) {
            super.addIntHeader(name, value);
        }
    }

    @Override
    public void setDateHeader(String name, long date) {
        if (!isPinned(name)) {
            super.setDateHeader(name, date);
        }
    }

    @Override
    public void addDateHeader(String name, long date) {
        if (!isPinned(name)) {
            super.addDateHeader(name, date);
        }
    }
}
