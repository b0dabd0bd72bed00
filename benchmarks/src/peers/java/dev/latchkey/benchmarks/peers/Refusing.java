package dev.latchkey.benchmarks.peers;

import java.lang.reflect.Proxy;

/** The part of a large interface that nobody asks for; asked for all the same, it says what is missing. */
final class Refusing {
    private Refusing() {}

    /** Something of this type that can do nothing. */
    static <T> T everythingOf(Class<T> type) {
        return everythingBut("", "", type);
    }

    /** Something of this type that can do nothing but give one answer, which takes it a few nanoseconds. */
    static <T> T everythingBut(String asked, String answer, Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (method.getName().equals(asked)) {
                return answer;
            }
            throw new UnsupportedOperationException(method.toString());
        }));
    }
}
