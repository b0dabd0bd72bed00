package dev.latchkey.manage.http;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.manage.KeyFilter;
import dev.latchkey.manage.KeyLifecycle;
import dev.latchkey.manage.ManagedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds keys by the ids that stand in paths, and lists them: those that are only looked at first, then the others. */
final class NamedKeys {
    private final KeyLifecycle lifecycle;
    private final ReadOnlyKeys readOnly;
    private final Function<String, Refused> unknown;

    /** @param unknown what is answered where there is no key of an id */
    NamedKeys(KeyLifecycle lifecycle, ReadOnlyKeys readOnly, Function<String, Refused> unknown) {
        this.lifecycle = lifecycle;
        this.readOnly = readOnly;
        this.unknown = unknown;
    }

    /** A key that is only looked at. */
    Optional<KeyRecord> fixed(ManagementCall call) {
        return readOnly.find(call.id());
    }

    /** A key that may be changed. */
    ManagedKey changeable(ManagementCall call) {
        if (fixed(call).isPresent()) {
            throw Refused.of(
                    409,
                    "key_read_only",
                    "API key with id '" + call.id() + "' comes from a ring or another source that is only read;"
                            + " change it there");
        }
        return present(call);
    }

    /** A key that is not only looked at. */
    ManagedKey present(ManagementCall call) {
        String id = call.id();
        if (!KeyId.isWellFormed(id)) {
            throw unknown.apply(id);
        }
        return lifecycle.get(new KeyId(id)).orElseThrow(() -> unknown.apply(id));
    }

    /** A page of keys, each in the words for its kind. */
    List<Object> list(
            KeyFilter filter,
            int skip,
            int limit,
            Function<KeyRecord, Object> fixed,
            Function<ManagedKey, Object> managed) {
        List<Object> page = new ArrayList<>(
                readOnly.list(filter, skip, limit).stream().map(fixed).toList());
        int left = limit - page.size();
        if (left > 0) {
            int skipped = Math.max(0, skip - readOnly.count(filter));
            lifecycle.list(filter, skipped, left).forEach(key -> page.add(managed.apply(key)));
        }
        return page;
    }
}
