package dev.latchkey.servlet;

import java.lang.reflect.Proxy;

/** An object of a servlet interface that fails at whatever it is asked: for what must not be asked. */
final class Blank {
    private Blank() {}

    static <T> T of(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            throw new UnsupportedOperationException(method.getName());
        }));
    }
}
