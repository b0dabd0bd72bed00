package dev.latchkey.body;

import dev.latchkey.Authenticator;
import dev.latchkey.BodyNeed;
import dev.latchkey.Call;
import dev.latchkey.Denial;
import dev.latchkey.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Watches over one request's body while an adapter holds it, and reads what {@link Authenticator#authorize} has to know
 * of it. The bytes stay the adapter's; this counts them, against the bound of one body and against that of the process.
 *
 * <pre>{@code
 * try (BodyReader reader = BodyReader.of(need)) {
 *     while (more) {
 *         if (!reader.take(bytesToCome)) {
 *             return reader.refused();     // the call that says why; what was held is dropped
 *         }
 *     }
 *     return reader.read(heldBytes);
 * }
 * }</pre>
 *
 * Not thread-safe, but may be handed from one thread to another.
 */
public final class BodyReader implements AutoCloseable {
    private static final AtomicLong HELD = new AtomicLong();

    private final BodyNeed need;
    private long held;
    private Reason refusal = Reason.BODY_MALFORMED;

    private BodyReader(BodyNeed need) {
        this.need = need;
    }

    /** A reader of one body, of which nothing has come yet. */
    public static BodyReader of(BodyNeed need) {
        return new BodyReader(need);
    }

    /** How many bytes are held at this moment, in this process. */
    public static long heldByAll() {
        return HELD.get();
    }

    /** Whether a body of this length may be held, to be asked before any of it is: a negative length is not known. */
    public boolean expects(long declaredLength) {
        boolean fits = declaredLength <= need.limits().perBody();
        if (!fits) {
            refusal = Reason.BODY_TOO_LARGE;
        }
        return fits;
    }

    /** Whether so many bytes more may be held; they then count until {@link #close}. */
    public boolean take(int bytes) {
        if (!expects(held + bytes)) {
            return false;
        }
        if (HELD.addAndGet(bytes) > need.limits().perProcess()) {
            HELD.addAndGet(-bytes);
            refusal = Reason.BODIES_SATURATED;
            return false;
        }
        held += bytes;
        return true;
    }

    /** The call of a body that may not be held; to be asked once {@link #expects} or {@link #take} has said no. */
    public Call refused() {
        return Call.unreadable(Denial.of(refusal));
    }

    /**
     * What the whole body says. Reads the stream to its end, keeps at most 16 KiB of it, and never throws at what a client
     * sent: a body that cannot be read becomes a call that is refused for it.
     *
     * @throws IOException if the stream itself fails
     */
    public Call read(InputStream body) throws IOException {
        return new BodyPeek(need).read(body);
    }

    /** Gives back what was taken. A further call does nothing. */
    @Override
    public void close() {
        HELD.addAndGet(-held);
        held = 0;
    }
}
