package dev.latchkey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts a denial into the profile's words. What says the same every time is written once. */
final class RefusalRenderer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GatewayProfile profile;
    private final TimeSource time;
    private final String credentials;
    private final Map<Reason, Refusal> constant = new EnumMap<>(Reason.class);

    RefusalRenderer(GatewayProfile profile, TimeSource time) {
        this.profile = profile;
        this.time = time;
        this.credentials = profile.credentials().stream()
                .map(source -> "'" + source.example() + "'")
                .collect(Collectors.joining(" or "));
        for (Reason reason : Reason.values()) {
            constant.put(reason, write(Denial.of(reason)));
        }
    }

    Refusal render(Denial denial) {
        Facts facts = denial.facts();
        Refusal written = facts.isForTheOperatorOnly() ? constant.get(denial.reason()) : null;
        return written != null ? written : write(denial);
    }

    private Refusal write(Denial denial) {
        RefusalWords words = fill(StandardWords.resolve(profile.words(), denial.reason()), denial.facts());
        return new Refusal(words.status(), headers(words, denial), json(words));
    }

    /** These words as they stand, about nothing that a {@link Reason} names. */
    Refusal render(RefusalWords words) {
        return new Refusal(words.status(), headers(), json(words));
    }

    /** What was written for {@link Reason#UNAVAILABLE} when everything still worked. */
    Refusal unavailable() {
        return Objects.requireNonNull(constant.get(Reason.UNAVAILABLE));
    }

    private RefusalWords fill(RefusalWords words, Facts facts) {
        String message = Template.fill(words.message(), name -> value(name, facts));
        return new RefusalWords(words.status(), words.type(), words.code(), message);
    }

    private Optional<String> value(String name, Facts facts) {
        return switch (name) {
            case "credentials" -> Optional.of(credentials);
            case "length" ->
                facts.length().isPresent()
                        ? Optional.of(Integer.toString(facts.length().getAsInt()))
                        : Optional.empty();
            case "retry_after" -> facts.retryAfter().map(RefusalRenderer::seconds);
            case "model" -> facts.model();
            case "user" -> facts.user();
            case "provider" -> facts.provider();
            case "mode" -> facts.mode();
            case "member" -> facts.member();
            default -> Optional.empty();
        };
    }

    private List<Header> headers(RefusalWords words, Denial denial) {
        List<Header> headers = headers();
        if (words.status() == 401) {
            profile.challengeRealm().ifPresent(realm -> headers.add(challenge(realm, denial.reason())));
        }
        denial.facts().retryAfter().ifPresent(wait -> headers.add(new Header("Retry-After", seconds(wait))));
        denial.facts()
                .bindingLimit()
                .ifPresent(limit -> headers.addAll(
                        profile.limitHeaders().onRefusal(denial.facts().limits(), limit, time.epochNanos())));
        return headers;
    }

    private List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Content-Type", profile.contentType()));
        headers.addAll(profile.refusals());
        headers.addAll(profile.everyAnswer());
        headers.addAll(profile.protectedAnswers());
        return headers;
    }

    /** Whole seconds (RFC 9110, section 10.2.3), rounded up: who comes back earlier is refused again. */
    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
    }

    /** RFC 6750, section 3.1: no error code where the request carried no credential. */
    private static Header challenge(String realm, Reason reason) {
        String plain = "Bearer realm=\"" + realm + "\"";
        return new Header(
                "WWW-Authenticate", reason.followsACredential() ? plain + ", error=\"invalid_token\"" : plain);
    }

    private byte[] json(RefusalWords words) {
        try {
            return JSON.writeValueAsBytes(profile.envelope().wrap(words));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "profile " + profile.name() + ": its envelope holds something that is no JSON value", e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "profile " + profile.name() + ": its envelope failed; it has to wrap the words of every reason", e);
        }
    }
}
