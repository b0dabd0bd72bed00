package dev.latchkey.manage;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which users there are. Asked during decisions on untrusted names, so an implementation answers from memory, at once, is
 * thread-safe and never throws.
 */
@FunctionalInterface
public interface UserDirectory {

    /**
     * The user of this id, or empty. A user who has not changed is best answered with the same object, so that what was
     * worked out for it can be kept.
     *
     * @param id as a key or a client named it, unchecked
     */
    Optional<User> find(String id);

    /**
     * A directory of exactly these users.
     *
     * @throws IllegalArgumentException if two have the same id
     */
    static UserDirectory of(Collection<User> users) {
        Map<String, Optional<User>> byId = new HashMap<>();
        for (User user : users) {
            if (byId.put(user.id(), Optional.of(user)) != null) {
                throw new IllegalArgumentException("users: two have the id " + user.id() + "; keep one");
            }
        }
        return id -> byId.getOrDefault(id, Optional.empty());
    }
}
