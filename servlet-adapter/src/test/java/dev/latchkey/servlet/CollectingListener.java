package dev.latchkey.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A host that reads without blocking, and answers once it has been told that this is all. */
final class CollectingListener implements ReadListener {
    private final AsyncContext async;
    private final ServletInputStream in;
    private final boolean elsewhere;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /**
     * A listener.
     *
     * @param elsewhere whether to read on a thread of its own, after the callback has returned
     */
    CollectingListener(AsyncContext async, ServletInputStream in, boolean elsewhere) {
        this.async = async;
        this.in = in;
        this.elsewhere = elsewhere;
    }

    @Override
    public void onDataAvailable() throws IOException {
        if (elsewhere) {
            new Thread(this::collectOrFail).start();
        } else {
            collect();
        }
    }

    private void collectOrFail() {
        try {
            collect();
        } catch (IOException e) {
            onError(e);
        }
    }

    private void collect() throws IOException {
        byte[] buffer = new byte[1_000];
        while (in.isReady()) {
            int count = in.read(buffer);
            if (count < 0) {
                return;
            }
            body.write(buffer, 0, count);
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        BodyServlet.tell(async.getRequest(), async.getResponse(), body.toByteArray());
        async.complete();
    }

    @Override
    public void onError(Throwable e) {
        try {
            async.getResponse().getOutputStream().write(("error=" + e.getMessage() + "\n").getBytes(UTF_8));
        } catch (IOException closed) {
            e.addSuppressed(closed);
        }
        async.complete();
    }
}
