package dev.latchkey.manage.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.Authenticator;
import dev.latchkey.Header;
import dev.latchkey.Refusal;
import dev.latchkey.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts what is to be said into JSON, and refusals into the profile's envelope. */
final class AnswerWriter {
    private static final int LISTED_FAULTS = 422;
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

    private final Authenticator gate;

    AnswerWriter(Authenticator gate) {
        this.gate = gate;
    }

    /** @param profileHeaders what the profile puts on every answer */
    ManagementAnswer write(Reply reply, List<Header> profileHeaders) {
        List<Header> headers = new ArrayList<>(profileHeaders);
        if (reply.body() != null) {
            headers.add(new Header("Content-Type", "application/json"));
        }
        if (reply.version() > 0) {
            headers.add(new Header("ETag", EntityTag.of(reply.version())));
        }
        byte[] body = reply.body() == null ? new byte[0] : json(reply.body());
        return new ManagementAnswer(reply.status(), headers, body);
    }

    ManagementAnswer write(Refused refused, Request request) {
        Refusal words = gate.render(refused.words(), request);
        List<Header> headers = new ArrayList<>(words.headers());
        headers.addAll(refused.headers());
        Fault fault = refused.fault().orElse(null);
        return fault != null && gate.profile().listsFaults()
                ? new ManagementAnswer(LISTED_FAULTS, headers, json(Map.of("detail", List.of(fault.element()))))
                : new ManagementAnswer(words.status(), headers, words.body());
    }

    private static byte[] json(@Nullable Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that is no JSON", e);
        }
    }
}
