package dev.latchkey.benchmarks;

import dev.latchkey.Request;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request with one Authorization header, in lists that are made beforehand: what it costs is core's alone. */
final class HeaderRequest implements Request {
    private final List<String> authorization;

    HeaderRequest(String authorization) {
        this.authorization = List.of(authorization);
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
        return name.equals("Authorization") ? authorization : List.of();
    }

    @Override
    public @Nullable InetAddress peerAddress() {
        return null;
    }
}
