package dev.latchkey.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A way to a database that can be out of reach for a while. */
final class Severed {
    private volatile boolean isSevered;

    void sever() {
        isSevered = true;
    }

    void mend() {
        isSevered = false;
    }

    /** The way to this one, which is open at first. */
    DataSource wayTo(DataSource source) {
        Class<?>[] types = {DataSource.class};
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), types, (proxy, method, values) -> {
                    if (isSevered && method.getName().equals("getConnection")) {
                        throw new SQLException("unreachable", "08001");
                    }
                    try {
                        return method.invoke(source, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
