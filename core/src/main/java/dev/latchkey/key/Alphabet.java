package dev.latchkey.key;

/** The characters that the random part of a key is made of. */
public enum Alphabet {
    /** {@code 0-9a-f}: 4 bits a character. */
    HEX("0123456789abcdef", "[0-9a-f]"),

    /** {@code 0-9A-Za-z}, in this order when it writes a number: 5.95 bits a character. */
    BASE62("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "[0-9A-Za-z]"),

    /** {@code A-Za-z0-9-_}, the URL-safe alphabet of RFC 4648, section 5: 6 bits a character. */
    BASE64URL("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", "[0-9A-Za-z_-]");

    private final String characters;
    private final String characterClass;

    /** One bit for each ASCII character that belongs: 0 to 63, and 64 to 127. */
    private final long low;

    private final long high;

    Alphabet(String characters, String characterClass) {
        this.characters = characters;
        this.characterClass = characterClass;
        this.low = bits(characters, 0);
        this.high = bits(characters, 1);
    }

    private static long bits(String characters, int half) {
        return characters
                .chars()
                .filter(c -> c / Long.SIZE == half)
                .mapToLong(c -> 1L << c)
                .reduce(0, (a, b) -> a | b);
    }

    int size() {
        return characters.length();
    }

    byte character(int digit) {
        return (byte) characters.charAt(digit);
    }

    /** Whether every byte from {@code from} to before {@code to} is one of these characters. */
    boolean spans(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b < 0 || ((b < Long.SIZE ? low : high) >>> b & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    /** One of these characters, as a regular expression that every engine reads alike. */
    String characterClass() {
        return characterClass;
    }
}
