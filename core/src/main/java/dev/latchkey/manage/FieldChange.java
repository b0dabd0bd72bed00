package dev.latchkey.manage;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one member was before a change and is after it, in words for people; empty for nothing.
 *
 * @param field the member's name, as the management API calls it
 */
public record FieldChange(String field, String before, String after) {

    /** Adds the change of a member to the list, if it is one. */
    static void add(List<FieldChange> changes, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(new FieldChange(field, Objects.toString(before, ""), Objects.toString(after, "")));
        }
    }
}
