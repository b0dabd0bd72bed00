package dev.latchkey.access;

import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a call asks for: a model, perhaps of one provider, from an address. Immutable and thread-safe.
 *
 * <p>Every part may be unknown. A call without a model, such as one that lists models, is held to address rules alone.
 */
public final class AccessQuery {
    private static final AccessQuery EMPTY = new AccessQuery(null, null, null);

    private final @Nullable String model;
    private final @Nullable String provider;
    private final @Nullable InetAddress address;

    private AccessQuery(@Nullable String model, @Nullable String provider, @Nullable InetAddress address) {
        this.model = model;
        this.provider = provider;
        this.address = address;
    }

    /** A call for this model, as the client named it: bare, or with its provider before it. */
    public static AccessQuery forModel(String model) {
        return new AccessQuery(Objects.requireNonNull(model), null, null);
    }

    /** A call that asks for no model. */
    public static AccessQuery withoutModel() {
        return EMPTY;
    }

    /** The same call, to this provider; null if none is named, or only in the model's name. */
    public AccessQuery withProvider(@Nullable String requested) {
        return new AccessQuery(model, requested, address);
    }

    /** The same call, from this client; null if its address is not known. */
    public AccessQuery withAddress(@Nullable InetAddress client) {
        return new AccessQuery(model, provider, client);
    }

    @Nullable String model() {
        return model;
    }

    @Nullable String provider() {
        return provider;
    }

    @Nullable InetAddress address() {
        return address;
    }
}
