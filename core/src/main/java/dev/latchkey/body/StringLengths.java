package dev.latchkey.body;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * Lets JSON pass and measures each of its strings, names included, in characters as a program will see them: an escape is
 * one. A parser that skips a string does not know its length, and one that knows it has kept the string; a message may be
 * megabytes long. What is not JSON gets no sensible lengths, and is refused by the parser behind.
 */
final class StringLengths extends FilterReader {
    private static final int HEX_DIGITS = 4;
    private static final int AT_FIRST = 256;

    /** A ring: a parser reads ahead, so that some strings wait to be asked for. */
    private int[] waiting = new int[AT_FIRST];

    private int oldest;
    private int size;
    private boolean inside;
    private boolean escaped;
    private int hexDigitsToCome;
    private int length;

    StringLengths(Reader json) {
        super(json);
    }

    /** The length of the next string, in the order of the text; 0 if none has come to its end. */
    int next() {
        if (size == 0) {
            return 0;
        }
        int next = waiting[oldest];
        oldest = (oldest + 1) % waiting.length;
        size--;
        return next;
    }

    @Override
    public int read(char[] buffer, int offset, int count) throws IOException {
        int read = super.read(buffer, offset, count);
        for (int i = offset; i < offset + read; i++) {
            see(buffer[i]);
        }
        return read;
    }

    @Override
    public int read() throws IOException {
        int c = super.read();
        if (c >= 0) {
            see((char) c);
        }
        return c;
    }

    private void see(char c) {
        if (!inside) {
            inside = c == '"';
            length = 0;
        } else if (hexDigitsToCome > 0) {
            hexDigitsToCome--;
        } else if (escaped) {
            escaped = false;
            hexDigitsToCome = c == 'u' ? HEX_DIGITS : 0;
            length++;
        } else if (c == '\\') {
            escaped = true;
        } else if (c == '"') {
            inside = false;
            add(length);
        } else {
            length++;
        }
    }

    private void add(int ended) {
        if (size == waiting.length) {
            int[] larger = Arrays.copyOf(waiting, size * 2);
            int untilEnd = size - oldest;
            System.arraycopy(waiting, oldest, larger, 0, untilEnd);
            System.arraycopy(waiting, 0, larger, untilEnd, oldest);
            waiting = larger;
            oldest = 0;
        }
        waiting[(oldest + size) % waiting.length] = ended;
        size++;
    }
}
