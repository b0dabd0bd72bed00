package dev.latchkey.key;

import java.util.Base64;

/** Reads {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}, the PHC string format, in its one canonical spelling. */
final class PhcText {
    private static final String SHAPE =
            "Argon2id hash: expected $argon2id$v=19$m=19456,t=2,p=1$salt$hash with figures of your own";
    private static final int MAX_LENGTH = 256;
    private static final int MAX_FIGURE_DIGITS = 6;

    private final String[] fields;

    private PhcText(String[] fields) {
        this.fields = fields;
    }

    static Argon2idHash parse(String phc) {
        if (phc.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(SHAPE + ", at most " + MAX_LENGTH + " characters");
        }
        PhcText text = new PhcText(phc.split("\\$", -1));
        text.checkHead();
        return new Argon2idHash(text.cost(), text.bytes(4, "salt", 8, 64), text.bytes(5, "hash", 16, 64));
    }

    private void checkHead() {
        if (fields.length != 6 || !fields[0].isEmpty()) {
            throw new IllegalArgumentException(SHAPE);
        }
        if (!fields[1].equals("argon2id")) {
            throw new IllegalArgumentException(
                    "Argon2 hash: expected the variant argon2id; argon2i, argon2d and others are not accepted");
        }
        if (!fields[2].equals("v=" + Argon2id.VERSION)) {
            throw new IllegalArgumentException("Argon2id hash: expected the version v=19");
        }
    }

    private Argon2idCost cost() {
        String[] parameters = fields[3].split(",", -1);
        if (parameters.length != 3) {
            throw new IllegalArgumentException("Argon2id hash: expected the parameters m=…,t=…,p=… in this order");
        }
        return new Argon2idCost(figure(parameters[0], "m="), figure(parameters[1], "t="), figure(parameters[2], "p="));
    }

    private static int figure(String parameter, String name) {
        String digits = parameter.startsWith(name) ? parameter.substring(name.length()) : "";
        boolean decimal = digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!decimal || digits.isEmpty() || digits.length() > MAX_FIGURE_DIGITS || digits.startsWith("0")) {
            throw new IllegalArgumentException("Argon2id hash: expected " + name
                    + " followed by a whole number of 1 to 6 digits without leading zeros");
        }
        return Integer.parseInt(digits);
    }

    private byte[] bytes(int field, String name, int least, int most) {
        byte[] bytes = decoded(fields[field], name);
        if (bytes.length < least || bytes.length > most) {
            throw new IllegalArgumentException("Argon2id hash: expected a " + name + " of " + least + " to " + most
                    + " bytes, found " + bytes.length);
        }
        return bytes;
    }

    /** Only the spelling that an encoder writes: two texts of one hash would be two keys with two ids. */
    private static byte[] decoded(String base64, String name) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (Base64.getEncoder().withoutPadding().encodeToString(bytes).equals(base64)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw notBase64(name);
        }
        throw notBase64(name);
    }

    private static IllegalArgumentException notBase64(String name) {
        return new IllegalArgumentException("Argon2id hash: expected the " + name
                + " in base64 without padding (A-Z, a-z, 0-9, + and /), as an encoder writes it");
    }
}
