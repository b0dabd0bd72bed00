package dev.latchkey.benchmarks;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Keys of 46 characters that nobody ever had: the number of a key makes its text, the same one in every run. */
public final class MadeUpKeys {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String PREFIX = "gw_sk_";
    private static final int LENGTH = 46;

    private MadeUpKeys() {}

    /** The key of this number; each has its own. */
    public static String text(int number) {
        SplittableRandom random = new SplittableRandom(number);
        StringBuilder key = new StringBuilder(LENGTH).append(PREFIX);
        while (key.length() < LENGTH) {
            key.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return key.toString();
    }

    /** The first keys, in the order of their numbers. */
    public static List<String> first(int count) {
        return IntStream.range(0, count).mapToObj(MadeUpKeys::text).toList();
    }
}
