package dev.latchkey.netty;

import dev.latchkey.BodyNeed;
import dev.latchkey.Call;
import dev.latchkey.Denial;
import dev.latchkey.Reason;
import dev.latchkey.body.BodyReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.CompositeByteBuf;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.InputStream;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, held in parts while a decision reads it, and counted against what may be held. Used on the handler's
 * event loop, save for the reading.
 */
final class HeldBody {
    /**
     * Bytes of a part that stays the message it came as. Of smaller ones, a message each and a network buffer that it
     * keeps alive would be many times the bytes that are counted, so they are copied one behind the other.
     */
    private static final int LEAST_KEPT_AS_IT_CAME = 4 * 1024;

    private static final int ROOM = 2 * LEAST_KEPT_AS_IT_CAME;

    private final BodyReader reader;
    private final boolean observed;
    private final HttpRequest head;
    private final ArrayDeque<HttpContent> parts = new ArrayDeque<>();
    private @Nullable ByteBuf room;
    private @Nullable Silence awaited;
    private boolean whole;
    private int length;

    HeldBody(BodyNeed need, HttpRequest head) {
        this.reader = BodyReader.of(need);
        this.observed = need.isObserved();
        this.head = head;
        this.whole = head instanceof LastHttpContent;
    }

    /** Whether it goes on also if it cannot be held or read. */
    boolean isObserved() {
        return observed;
    }

    /** More of it is to come, before which nothing is decided. */
    void await(Silence watch) {
        awaited = watch;
    }

    boolean isAwaited() {
        return awaited != null;
    }

    /** Enough has come to decide. */
    void enough() {
        if (awaited != null) {
            awaited.end();
            awaited = null;
        }
    }

    /** Whether its end has come. */
    boolean isWhole() {
        return whole;
    }

    /** Whether a body of this length may be held; a negative length is not known. */
    boolean expects(long declaredLength) {
        return reader.expects(declaredLength);
    }

    /** Whether what an aggregator has put into the head may be held; it stays there. */
    boolean keepsContentOf(HttpContent aggregated) {
        return counts(aggregated.content().readableBytes());
    }

    /** Keeps the next part. False if it may not be held: it then waits with the others to be passed on or dropped. */
    boolean keeps(HttpContent part, ByteBufAllocator allocator) {
        if (awaited != null) {
            awaited.heard();
        }
        whole = part instanceof LastHttpContent;
        int bytes = part.content().readableBytes();
        boolean held = counts(bytes);
        if (held
                && bytes < LEAST_KEPT_AS_IT_CAME
                && !whole
                && part.decoderResult().isSuccess()) {
            copy(part, allocator);
        } else {
            room = null;
            parts.add(part);
        }
        return held;
    }

    private boolean counts(int bytes) {
        length += bytes;
        return reader.take(bytes);
    }

    private void copy(HttpContent part, ByteBufAllocator allocator) {
        ByteBuf into = room;
        if (into == null || into.writableBytes() < part.content().readableBytes()) {
            into = allocator.buffer(ROOM);
            parts.add(new DefaultHttpContent(into));
            room = into;
        }
        into.writeBytes(part.content());
        part.release();
    }

    /** Bytes that have come. */
    int length() {
        return length;
    }

    /** The call of a body that may not be held, or is not whole. */
    Call refused() {
        return reader.refused();
    }

    /** Everything that has come, as one; the parts stay as they are, and the caller owes it a {@link #read}. */
    ByteBuf all(ByteBufAllocator allocator) {
        CompositeByteBuf all = allocator.compositeBuffer(Integer.MAX_VALUE);
        if (head instanceof HttpContent aggregated) {
            all.addComponent(true, aggregated.content().retainedDuplicate());
        }
        for (HttpContent part : parts) {
            all.addComponent(true, part.content().retainedDuplicate());
        }
        return all;
    }

    /**
     * What the body says; on any thread, because {@link #all} lives on when the parts are dropped meanwhile. Never throws,
     * not even an {@link Error}: that would leave the request without an answer.
     */
    Call read(ByteBuf all) {
        try (InputStream bytes = new ByteBufInputStream(all, true)) {
            return reader.read(bytes);
        } catch (Throwable failure) {
            Incident.UNREAD_BODY.tell(failure);
            return Call.unreadable(Denial.of(Reason.UNAVAILABLE));
        }
    }

    /** Takes the first part that is left; null if none is. */
    @Nullable HttpContent poll() {
        return parts.poll();
    }

    /** Drops what is left; nothing of it counts any more. A further call does nothing. */
    void close() {
        enough();
        for (HttpContent part = parts.poll(); part != null; part = parts.poll()) {
            part.release();
        }
        reader.close();
    }
}
