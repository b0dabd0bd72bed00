package dev.latchkey.manage;

import dev.latchkey.manage.ManagementEvent.Action;
import dev.latchkey.manage.ManagementEvent.Subject;
import dev.latchkey.manage.ManagementException.Problem;
import java.util.List;
import java.util.Optional;

/** The user whose key it is. */
final class KeyOwner {
    private KeyOwner() {}

    /** The change of a key, and with it a user whom nobody knows yet; refused if the user is deleted. */
    static ChangeSet with(KeyRepository repository, ManagedKey key, ManagementEvent event) {
        Optional<String> name = key.record().user();
        Optional<ManagedUser> known = name.flatMap(repository::user);
        if (known.map(ManagedUser::isDeleted).orElse(false)) {
            throw new ManagementException(
                    Problem.DELETED_USER,
                    "User '" + name.orElse("") + "' has been deleted. Recreate via POST /v1/users first.");
        }
        if (name.isEmpty() || known.isPresent()) {
            return ChangeSet.of(key, event);
        }
        ManagedUser user = ManagedUser.fresh(name.get(), event.at());
        ManagementEvent made =
                new ManagementEvent(event.at(), event.actor(), Action.CREATED, Subject.USER, user.id(), List.of());
        return new ChangeSet(List.of(key), List.of(user), List.of(), List.of(made, event));
    }
}
