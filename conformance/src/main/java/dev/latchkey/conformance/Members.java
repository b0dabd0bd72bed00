package dev.latchkey.conformance;

import dev.latchkey.access.Scopes;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.manage.ManagedKey;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that can be asked of a value, by name, so that two can be compared member by member: whatever a type without
 * {@code equals} tells, a member that it gets tomorrow included.
 */
final class Members {
    private static final Set<String> NO_MEMBERS =
            Set.of("getClass", "hashCode", "notify", "notifyAll", "toBuilder", "toString", "wait");

    private Members() {}

    static Object of(Object value) {
        if (value instanceof ManagedKey || value instanceof KeyRecord || value instanceof KeySecret) {
            return membersOf(value);
        }
        if (value instanceof Optional<?> optional) {
            return optional.<Object>map(Members::of).orElse("(empty)");
        }
        if (value instanceof List<?> list) {
            return list.stream().<Object>map(Members::of).toList();
        }
        if (value instanceof Scopes scopes) {
            // Equal in any order, but given in one.
            return List.of(scopes.isUnrestricted(), List.copyOf(scopes.names()));
        }
        return value;
    }

    private static Map<String, Object> membersOf(Object value) {
        Map<String, Object> members = new TreeMap<>();
        for (Method method : value.getClass().getMethods()) {
            boolean tells = method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && !NO_MEMBERS.contains(method.getName());
            if (tells) {
                members.put(method.getName(), of(ask(value, method)));
            }
        }
        return members;
    }

    private static Object ask(Object value, Method method) {
        try {
            return method.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method + " cannot be asked", e);
        }
    }
}
