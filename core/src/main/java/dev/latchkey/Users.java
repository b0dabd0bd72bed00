package dev.latchkey;

import dev.latchkey.manage.User;
import dev.latchkey.manage.UserDirectory;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which users there are: those of the host's directory, and those whom a key names. */
final class Users {
    private final Optional<UserDirectory> directory;
    private final Predicate<String> namedByKeys;

    Users(Optional<UserDirectory> directory, Predicate<String> namedByKeys) {
        this.directory = directory;
        this.namedByKeys = namedByKeys;
    }

    /** Whether a user may have more about them than their name. */
    boolean areKept() {
        return directory.isPresent();
    }

    /** What is kept about this user; null where nothing is. */
    @Nullable User kept(String name) {
        return directory.isEmpty() ? null : directory.get().find(name).orElse(null);
    }

    /** Whether nobody of this name exists. */
    boolean isUnknown(String name) {
        return kept(name) == null && !namedByKeys.test(name);
    }
}
