package dev.latchkey.servlet;

import dev.latchkey.Refusal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes a refusal as the whole answer; {@code sendError} would have the host's error pages speak in its place. */
final class RefusalWriter {
    private RefusalWriter() {}

    /**
     * Writes the answer.
     *
     * @throws ServletException if the answer cannot be replaced any more: the refused dispatch is an include, or the
     *     host has begun to send
     */
    static void write(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        DispatcherType dispatch = request.getDispatcherType();
        if (dispatch == DispatcherType.INCLUDE || response.isCommitted()) {
            throw new ServletException("a dispatch (" + dispatch + ") was refused with status " + refusal.status()
                    + " where its answer cannot be replaced: authenticate before the answer is begun");
        }
        clear(dispatch, response);
        response.setStatus(refusal.status());
        AnswerHeaders.set(response, refusal.headers());
        writeBody(refusal, request, response);
    }

    /** What filters in front of us have set, such as CORS headers, stays; what a dispatching servlet has set goes. */
    private static void clear(DispatcherType dispatch, HttpServletResponse response) {
        if (dispatch == DispatcherType.REQUEST) {
            response.resetBuffer();
        } else {
            response.reset();
        }
    }

    private static void writeBody(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentLength(refusal.bodyLength());
        if (!request.getMethod().equals("HEAD")) {
            refusal.writeBody(response.getOutputStream());
        }
    }
}
