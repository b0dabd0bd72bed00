package dev.latchkey.quota;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/** The claims of a demand, each made when somebody looks at it. Immutable. */
final class ClaimList<T> extends AbstractList<T> implements RandomAccess {
    private final int size;
    private final IntFunction<T> claims;

    ClaimList(int size, IntFunction<T> claims) {
        this.size = size;
        this.claims = claims;
    }

    @Override
    public T get(int index) {
        return claims.apply(Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
        return size;
    }
}
