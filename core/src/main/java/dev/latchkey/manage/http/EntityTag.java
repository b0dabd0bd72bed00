package dev.latchkey.manage.http;

import java.util.List;
import java.util.OptionalLong;

/** Entity tags (RFC 9110, section 8.8.3): the version of an entity, in quotes. */
final class EntityTag {
    /** Greater than any version, so that it is never the current one. */
    private static final OptionalLong NEVER = OptionalLong.of(Long.MAX_VALUE);

    private EntityTag() {}

    static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version that {@code If-Match} demands (section 13.1.1): none without the field or with a star, the current one if
     * it is listed, else one that never is.
     */
    static OptionalLong demanded(List<String> ifMatch, long current) {
        if (ifMatch.isEmpty()) {
            return OptionalLong.empty();
        }
        String[] tags = String.join(",", ifMatch).split(",", -1);
        if (tags.length == 1 && tags[0].strip().equals("*")) {
            return OptionalLong.empty();
        }
        for (String tag : tags) {
            if (tag.strip().equals(of(current))) {
                return OptionalLong.of(current);
            }
        }
        return NEVER;
    }
}
