package dev.latchkey.key;

import java.math.BigInteger;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** The random part of a key: what it is made of, and how it is drawn. */
sealed interface KeyBody {

    /** So many characters of this alphabet, each drawn by itself. */
    static KeyBody characters(Alphabet alphabet, int count) {
        return new RandomCharacters(alphabet, count);
    }

    /** So many random bytes, in base64url without padding. */
    static KeyBody base64urlBytes(int count) {
        return new RandomBytes(count);
    }

    /** What every character is one of. */
    Alphabet alphabet();

    /** How many characters there are. */
    int length();

    /** How many different bodies can be drawn, each as likely as any other. */
    BigInteger variety();

    /** Draws {@link #length()} characters into the array, from {@code at} on. */
    void draw(RandomGenerator random, byte[] into, int at);
}

/** Characters drawn one by one, each as likely as any other. */
record RandomCharacters(Alphabet alphabet, int length) implements KeyBody {

    @Override
    public BigInteger variety() {
        return BigInteger.valueOf(alphabet.size()).pow(length);
    }

    /** Draws beyond the alphabet are thrown away: a remainder would favour its first characters. */
    @Override
    public void draw(RandomGenerator random, byte[] into, int at) {
        int mask = (Integer.highestOneBit(alphabet.size() - 1) << 1) - 1;
        byte[] pool = new byte[length];
        for (int drawn = 0; drawn < length; ) {
            random.nextBytes(pool);
            for (int i = 0; i < pool.length && drawn < length; i++) {
                int digit = pool[i] & mask;
                if (digit < alphabet.size()) {
                    into[at + drawn++] = alphabet.character(digit);
                }
            }
        }
    }
}

/** Bytes written in base64url without padding; the last character may carry 2 or 4 bits only. */
record RandomBytes(int count) implements KeyBody {

    @Override
    public Alphabet alphabet() {
        return Alphabet.BASE64URL;
    }

    @Override
    public int length() {
        return (count * Byte.SIZE + 5) / 6;
    }

    @Override
    public BigInteger variety() {
        return BigInteger.ONE.shiftLeft(count * Byte.SIZE);
    }

    @Override
    public void draw(RandomGenerator random, byte[] into, int at) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        byte[] text = Base64.getUrlEncoder().withoutPadding().encode(bytes);
        System.arraycopy(text, 0, into, at, text.length);
    }
}
