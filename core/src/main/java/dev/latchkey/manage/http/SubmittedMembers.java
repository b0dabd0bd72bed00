package dev.latchkey.manage.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.latchkey.key.KeyTerms;
import dev.latchkey.quota.Money;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Members whose names are known, and the JSON texts of their values. */
final class SubmittedMembers {
    private static final String NULL = "null";

    private final Map<String, String> values;

    SubmittedMembers(Map<String, String> values) {
        this.values = values;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Whether the member is there, be it null. */
    boolean names(String member) {
        return values.containsKey(member);
    }

    /** The JSON texts of the members' values, by name. */
    Map<String, String> texts() {
        return Collections.unmodifiableMap(values);
    }

    /** Whether the member is there, and not null. */
    boolean has(String member) {
        return values.containsKey(member) && !isNull(member);
    }

    /** Whether the member is there and null. */
    boolean isNull(String member) {
        return NULL.equals(values.get(member));
    }

    /** Those that are there and are not among these, under the names that they have elsewhere. */
    Map<String, String> without(Set<String> others, Map<String, String> otherNames) {
        Map<String, String> left = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!others.contains(name)) {
                left.put(otherNames.getOrDefault(name, name), value);
            }
        });
        return left;
    }

    /** The same members, save for those that are null and among these. */
    SubmittedMembers leavingOutNull(Set<String> members) {
        Map<String, String> left = new LinkedHashMap<>(values);
        left.entrySet().removeIf(value -> members.contains(value.getKey()) && NULL.equals(value.getValue()));
        return new SubmittedMembers(left);
    }

    /** Text of 1 to {@code most} characters; empty if the member is missing or null. */
    Optional<String> text(String member, int most) {
        return read(member, JsonToken.VALUE_STRING, "text").map(text -> {
            if (text.isBlank() || text.length() > most || text.chars().anyMatch(Character::isISOControl)) {
                throw invalid(
                        member,
                        "expected text of 1 to " + most + " characters, not blank and without control characters");
            }
            return text;
        });
    }

    /** What a text says, blank or not, and of any other value its JSON; empty if the member is missing or null. */
    Optional<String> said(String member) {
        if (!has(member)) {
            return Optional.empty();
        }
        String value = String.valueOf(values.get(member));
        return value.startsWith("\"") ? read(member, JsonToken.VALUE_STRING, "text") : Optional.of(value);
    }

    /** Text that has to be there. */
    String required(String member, int most) {
        return text(member, most)
                .orElseThrow(() -> Refused.because(Fault.body(Fault.Kind.MISSING, member, "Field required")));
    }

    Optional<Boolean> flag(String member) {
        if (!has(member)) {
            return Optional.empty();
        }
        String value = String.valueOf(values.get(member));
        if (!value.equals("true") && !value.equals("false")) {
            throw invalid(member, "expected true or false");
        }
        return Optional.of(Boolean.valueOf(value));
    }

    /** A number of {@code least} to {@code most}, written in digits only. */
    Optional<Long> wholeNumber(String member, long least, long most) {
        return read(member, JsonToken.VALUE_NUMBER_INT, "a whole number").map(digits -> {
            boolean plain = digits.length() <= 15 && digits.charAt(0) != '-';
            if (!plain || Long.parseLong(digits) < least || Long.parseLong(digits) > most) {
                throw invalid(member, "expected a whole number from " + least + " to " + most);
            }
            return Long.parseLong(digits);
        });
    }

    /** An amount, as text or as a number. */
    Optional<Money> money(String member) {
        if (!has(member)) {
            return Optional.empty();
        }
        String value = String.valueOf(values.get(member));
        String amount = value.startsWith("\"") ? text(member, 32).orElse("") : value;
        try {
            return Optional.of(Money.parse(amount));
        } catch (IllegalArgumentException e) {
            throw invalid(member, String.valueOf(e.getMessage()));
        }
    }

    Optional<Map<String, Object>> metadata() {
        if (!has("metadata")) {
            return Optional.empty();
        }
        try {
            return Optional.of(KeyTerms.metadata(String.valueOf(values.get("metadata"))));
        } catch (IllegalArgumentException e) {
            throw Refused.because(Fault.told(String.valueOf(e.getMessage())));
        }
    }

    private Optional<String> read(String member, JsonToken expected, String words) {
        if (!has(member)) {
            return Optional.empty();
        }
        try (JsonParser json = SubmittedBody.JSON.createParser(String.valueOf(values.get(member)))) {
            if (json.nextToken() != expected) {
                throw invalid(member, "expected " + words);
            }
            return Optional.of(json.getText());
        } catch (IOException e) {
            throw invalid(member, "expected " + words);
        }
    }

    static Refused invalid(String member, String message) {
        return Refused.because(Fault.body(Fault.Kind.INVALID, member, message));
    }
}
