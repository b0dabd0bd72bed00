package dev.latchkey.servlet;

import dev.latchkey.BodyNeed;
import dev.latchkey.Call;
import dev.latchkey.body.BodyReader;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/**
 * The body of one request, read for a decision and kept for the host: all of it or, where that may not be held, its
 * beginning, which the container's stream goes on from. Filled by one thread, then for any.
 */
final class HeldBody {
    private final BodyReader account;
    private final HeldBytes bytes;
    private final boolean whole;
    private final ReplayedBody replay;

    private HeldBody(BodyReader account, HeldBytes bytes, boolean whole, ReplayedBody replay) {
        this.account = account;
        this.bytes = bytes;
        this.whole = whole;
        this.replay = replay;
    }

    /**
     * Waits for the body and holds it until {@link #release}.
     *
     * @param lenient whether a stream that fails is left for the host to find failing
     * @throws IOException if the stream fails; nothing is held then
     */
    static HeldBody read(HttpServletRequest request, ServletInputStream in, BodyReader account, boolean lenient)
            throws IOException {
        HeldBytes bytes = new HeldBytes();
        boolean kept = false;
        try {
            boolean whole = fill(bytes, in, account, lenient);
            ReplayedStream stream = new ReplayedStream(bytes.open(), whole ? null : in, request);
            kept = true;
            return new HeldBody(account, bytes, whole, new ReplayedBody(stream));
        } finally {
            if (!kept) {
                account.close();
            }
        }
    }

    /** Whether all of it is there. */
    private static boolean fill(HeldBytes bytes, ServletInputStream in, BodyReader account, boolean lenient)
            throws IOException {
        try {
            for (int count = bytes.add(in); count >= 0; count = bytes.add(in)) {
                if (!account.take(count)) {
                    return false;
                }
            }
            return true;
        } catch (IOException | IllegalStateException e) {
            if (lenient) {
                return false;
            }
            throw e;
        }
    }

    /** What it says; a later dispatch may ask for other members than the first. */
    Call call(BodyNeed need) throws IOException {
        return whole ? BodyReader.of(need).read(bytes.open()) : account.refused();
    }

    /** The body as the host reads it. */
    ReplayedBody replay() {
        return replay;
    }

    /** Gives back what it counts for. The bytes stay readable, for an error page of the container's. */
    synchronized void release() {
        account.close();
    }
}
