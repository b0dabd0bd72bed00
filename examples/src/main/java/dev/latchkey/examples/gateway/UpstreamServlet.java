package dev.latchkey.examples.gateway;

import dev.latchkey.Header;
import dev.latchkey.examples.upstream.Answer;
import dev.latchkey.examples.upstream.Exchange;
import dev.latchkey.examples.upstream.Head;
import dev.latchkey.examples.upstream.StandInUpstream;
import dev.latchkey.servlet.LatchkeyFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The stand-in upstream as a servlet. */
final class UpstreamServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final int BUFFER_BYTES = 16 << 10;

    private final transient StandInUpstream upstream;

    UpstreamServlet(StandInUpstream upstream) {
        this.upstream = upstream;
    }

    /** Overridden whole, because the upstream itself knows which methods a route answers. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = upstream.begin(head(request));
        InputStream body = request.getInputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            exchange.accept(ByteBuffer.wrap(buffer, 0, read));
        }
        Answer answer = exchange.finish();
        Settlement.book(LatchkeyFilter.admitted(request), answer);
        send(answer, response);
    }

    private static Head head(HttpServletRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", Collections.list(request.getHeaders(name))));
        }
        return new Head(
                request.getMethod(),
                request.getRequestURI(),
                headers,
                Optional.ofNullable(request.getRemoteAddr()),
                LatchkeyFilter.granted(request));
    }

    private static void send(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        for (Header header : answer.headers()) {
            response.setHeader(header.name(), header.value());
        }
        if (!answer.isStreamed()) {
            response.setContentLength(answer.parts().get(0).length);
        }
        OutputStream out = response.getOutputStream();
        for (byte[] part : answer.parts()) {
            out.write(part);
            if (answer.isStreamed()) {
                out.flush();
            }
        }
    }
}
