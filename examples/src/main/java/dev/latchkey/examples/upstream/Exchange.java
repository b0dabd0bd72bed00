package dev.latchkey.examples.upstream;

import java.nio.ByteBuffer;

/** One request whose body is arriving. The body is pushed, so that blocking and event-driven servers can share it. */
public interface Exchange {

    /** The next bytes of the body; not kept beyond the call. */
    void accept(ByteBuffer bytes);

    /** The answer, once the body has ended. Called once. */
    Answer finish();
}
