package dev.latchkey.netty;

import dev.latchkey.Authenticator;
import io.netty.channel.ChannelDuplexHandler;

/** Skeleton. */
public final class LatchkeyHandler extends ChannelDuplexHandler {
    private final Authenticator authenticator;

    public LatchkeyHandler(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public String toString() {
        return authenticator.profile().name();
    }
}
