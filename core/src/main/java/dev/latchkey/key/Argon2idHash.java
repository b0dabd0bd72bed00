package dev.latchkey.key;

/** An Argon2id hash in PHC text form. */
public final class Argon2idHash {
    private Argon2idHash() {}

    /** Parses {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}. */
    public static Argon2idHash parse(String phc) {
        if (phc.isEmpty()) {
            throw new IllegalArgumentException();
        }
        return new Argon2idHash();
    }

    /** The PHC text. */
    @Override
    public String toString() {
        return "";
    }
}
