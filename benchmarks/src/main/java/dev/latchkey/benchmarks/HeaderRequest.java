package dev.latchkey.benchmarks;

import dev.latchkey.GatewayProfile;
import dev.latchkey.Request;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request with one header, in a list that is made beforehand: what it costs is core's alone. */
public final class HeaderRequest implements Request {
    private final String header;
    private final List<String> values;

    private HeaderRequest(String header, String value) {
        this.header = header;
        this.values = List.of(value);
    }

    /** With this text as its bearer credential. */
    public static HeaderRequest bearer(String text) {
        return withAuthorization("Bearer " + text);
    }

    /** With this value of its Authorization header. */
    public static HeaderRequest withAuthorization(String value) {
        return new HeaderRequest("Authorization", value);
    }

    /** With this text as its bearer credential in the header that the profile looks into first. */
    static HeaderRequest bearer(GatewayProfile profile, String text) {
        return new HeaderRequest(profile.credentials().get(0).header(), "Bearer " + text);
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String target() {
        return "/v1/chat/completions";
    }

    @Override
    public List<String> headers(String name) {
        return name.equals(header) ? values : List.of();
    }

    @Override
    public @Nullable InetAddress peerAddress() {
        return null;
    }
}
