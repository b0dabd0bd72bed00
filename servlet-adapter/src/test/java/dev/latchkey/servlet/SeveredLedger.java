package dev.latchkey.servlet;

import dev.latchkey.quota.QuotaLedger;
import dev.latchkey.quota.TimeSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/** A real ledger behind a connection that can be cut: whatever is asked of it after that fails. */
final class SeveredLedger {
    private final QuotaLedger real = QuotaLedger.inMemory(TimeSource.system());
    private final AtomicBoolean isCut = new AtomicBoolean();

    void cut() {
        isCut.set(true);
    }

    QuotaLedger ledger() {
        return (QuotaLedger) Proxy.newProxyInstance(
                QuotaLedger.class.getClassLoader(), new Class<?>[] {QuotaLedger.class}, (self, method, arguments) -> {
                    if (isCut.get()) {
                        throw new IllegalStateException("CANARY the connection is cut");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
