package dev.latchkey;

/**
 * The request is refused.
 *
 * @param denial why; {@link Authenticator#render} finds the profile's words for it
 */
public record Denied(Denial denial) implements Verdict, Admission {

    static Denied of(Reason reason) {
        return new Denied(Denial.of(reason));
    }

    /** Why; short for {@code denial().reason()}. */
    public Reason reason() {
        return denial.reason();
    }
}
