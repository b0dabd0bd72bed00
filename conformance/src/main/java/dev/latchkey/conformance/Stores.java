package dev.latchkey.conformance;

import dev.latchkey.manage.ChangeSet;
import dev.latchkey.manage.Changes;
import dev.latchkey.manage.KeyRepository;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.ManagedUser;
import java.util.List;

/** What a fact is told about: a repository, and the same content as it is seen elsewhere. */
interface Stores {

    /** Where changes are made. */
    KeyRepository repository();

    /** Where they are seen. */
    KeyRepository elsewhere();

    /** Whether these keys were kept, in one change. */
    default boolean commit(ManagedKey... keys) {
        return repository().commit(new ChangeSet(List.of(keys), List.of(), List.of(), List.of()));
    }

    /** Whether this user was kept. */
    default boolean commit(ManagedUser user) {
        return repository().commit(new ChangeSet(List.of(), List.of(user), List.of(), List.of()));
    }

    /** Everything there is. */
    default Changes everything() {
        return elsewhere().changesAfter(0);
    }

    /** The revision that has been reached. */
    default long revision() {
        return everything().revision();
    }
}
