package dev.latchkey.netty;

/** What is told when something else than HTTP messages reaches the handler: where it belongs, and nothing of the message. */
final class Misplacement {
    private Misplacement() {}

    static IllegalStateException shownBy(Object message) {
        return new IllegalStateException("LatchkeyHandler: expected HTTP messages, got "
                + message.getClass().getName()
                + "; add it right behind HttpServerCodec, or behind Http2StreamFrameToHttpObjectCodec in the pipeline of"
                + " each HTTP/2 stream");
    }
}
