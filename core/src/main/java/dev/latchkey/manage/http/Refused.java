package dev.latchkey.manage.http;

import dev.latchkey.Header;
import dev.latchkey.RefusalWords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A request that is answered with a refusal. Never leaves this package. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final String REQUEST = "invalid_request_error";

    private final transient RefusalWords words;
    private final transient Optional<Fault> fault;
    private final transient List<Header> headers;

    private Refused(RefusalWords words, Optional<Fault> fault, List<Header> headers) {
        super(words.code(), null, false, false);
        this.words = words;
        this.fault = fault;
        this.headers = headers;
    }

    static Refused because(Fault fault) {
        Fault.Kind kind = fault.kind();
        return new Refused(
                new RefusalWords(kind.status(), REQUEST, kind.code(), fault.sentence()), Optional.of(fault), List.of());
    }

    static Refused of(int status, String code, String message, Header... headers) {
        return new Refused(new RefusalWords(status, REQUEST, code, message), Optional.empty(), List.of(headers));
    }

    /**
     * What a change makes, or what a manifest's readers refuse it for.
     *
     * @param ourNames those that members have here, by their names in a manifest, where they differ
     */
    static <T> T told(Map<String, String> ourNames, Supplier<T> change) {
        try {
            return change.get();
        } catch (IllegalArgumentException e) {
            Fault fault = Fault.told(String.valueOf(e.getMessage()));
            throw because(fault.about(ourNames.getOrDefault(fault.name(), fault.name())));
        }
    }

    static Refused unknownKey(String id) {
        return of(404, "key_not_found", "API key with id '" + cut(id) + "' not found");
    }

    static Refused unknownUser(String id) {
        return of(404, "user_not_found", "User '" + cut(id) + "' not found");
    }

    static Refused unknownBudget(String id) {
        return of(404, "budget_not_found", "Budget with id '" + cut(id) + "' not found");
    }

    private static String cut(String id) {
        return id.substring(0, Math.min(id.length(), 128));
    }

    RefusalWords words() {
        return words;
    }

    /** What is wrong with the request, where that is it. */
    Optional<Fault> fault() {
        return fault;
    }

    /** Headers beside those of every refusal. */
    List<Header> headers() {
        return headers;
    }
}
