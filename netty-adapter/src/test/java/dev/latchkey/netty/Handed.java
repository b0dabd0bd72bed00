package dev.latchkey.netty;

import dev.latchkey.Admitted;
import dev.latchkey.Granted;
import dev.latchkey.Reservation;
import io.netty.channel.Channel;

/** What the host was handed with a call. */
record Handed(Granted granted, Admitted admitted) {
    static Handed on(Channel channel) {
        return new Handed(
                channel.attr(LatchkeyHandler.GRANTED).get(),
                channel.attr(LatchkeyHandler.ADMITTED).get());
    }

    Reservation reservation() {
        return admitted.reservation();
    }
}
