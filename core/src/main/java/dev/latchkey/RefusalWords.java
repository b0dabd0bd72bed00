package dev.latchkey;

/**
 * What a refusal says, before it is put into the profile's envelope.
 *
 * @param status the HTTP status code, 400 to 599
 * @param type the kind of error, such as {@code authentication_error}
 * @param code the error's short name, such as {@code invalid_api_key}; where a gateway counts its errors, the number
 * @param message a sentence for people; {@code {length}} stands for the credential's number of characters,
 *     {@code {credentials}} for how a client sends one, {@code {model}}, {@code {user}}, {@code {provider}} and
 *     {@code {mode}} for those that a call named or needed, {@code {member}} for a member of its body, and
 *     {@code {retry_after}} for whole seconds to wait
 */
public record RefusalWords(int status, String type, String code, String message) {

    /**
     * @throws IllegalArgumentException if {@code status} is not 400 to 599
     */
    public RefusalWords {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status " + status + ": a refusal has 400 to 599");
        }
    }
}
