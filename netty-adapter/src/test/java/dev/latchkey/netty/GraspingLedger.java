package dev.latchkey.netty;

import dev.latchkey.quota.QuotaLedger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A real ledger that takes money, and fails when it is to give any back. */
final class GraspingLedger {
    private GraspingLedger() {}

    /** {@code mayBlock} is what it says of itself. */
    static QuotaLedger ledger(boolean mayBlock) {
        QuotaLedger real = QuotaLedger.inMemory(Plans.TIME);
        return (QuotaLedger) Proxy.newProxyInstance(
                QuotaLedger.class.getClassLoader(),
                new Class<?>[] {QuotaLedger.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "mayBlock" -> mayBlock;
                    case "release" -> throw new IllegalStateException("CANARY the connection is cut");
                    default -> {
                        try {
                            yield method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }
                });
    }
}
