package dev.latchkey;

import dev.latchkey.access.Scopes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who a request comes from, once its key was found good. Immutable and thread-safe. */
public final class Principal implements java.security.Principal {

    /** What kind of credential it was. */
    public enum Kind {
        /** A key of the key set. */
        KEY,
        /** The master key, which stands above all keys. */
        MASTER
    }

    /** Whoever holds the master key. */
    static final Principal MASTER =
            new Principal(Kind.MASTER, "master", "master", null, Scopes.unrestricted(), Map.of(), null);

    private final Kind kind;
    private final String id;
    private final String label;
    private final @Nullable String user;
    private final Scopes scopes;
    private final Map<String, Object> metadata;
    private final @Nullable String environment;
    private @Nullable List<Header> headers;

    Principal(
            Kind kind,
            String id,
            String label,
            @Nullable String user,
            Scopes scopes,
            Map<String, Object> metadata,
            @Nullable String environment) {
        this.kind = kind;
        this.id = id;
        this.label = label;
        this.user = user;
        this.scopes = scopes;
        this.metadata = metadata;
        this.environment = environment;
    }

    /** What kind of credential it was. */
    public Kind kind() {
        return kind;
    }

    /** The key's id; {@code master} for the master key. */
    public String id() {
        return id;
    }

    /** The operator's word for the key; empty text when it has none. */
    public String label() {
        return label;
    }

    /** The user whose key it is, where it has one. */
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    /** What the key may do. */
    public Scopes scopes() {
        return scopes;
    }

    /** What the host noted about the key; JSON values, unmodifiable. */
    public Map<String, Object> metadata() {
        return metadata;
    }

    /** Which of the host's environments the key is for, such as {@code production}, where that was said. */
    public Optional<String> environment() {
        return Optional.ofNullable(environment);
    }

    /** The headers that tell the host so. A race makes them twice, which harms nobody: they are immutable and alike. */
    List<Header> headers() {
        List<Header> known = headers;
        if (known == null) {
            known = IdentityHeaders.of(this);
            headers = known;
        }
        return known;
    }

    /** The key's {@linkplain #id() id}. */
    @Override
    public String getName() {
        return id;
    }

    @Override
    public String toString() {
        return "Principal[" + kind + ", " + id + "]";
    }
}
