package dev.latchkey.body;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A member of the body's outermost object, and what it is read for. */
enum TopMember {
    MODEL("model", BodyMember.MODEL),
    USER("user", BodyMember.USER),
    METADATA("metadata", BodyMember.METADATA_USER_ID),
    PROJECT_ID("project_id", BodyMember.PROJECT_ID),
    STREAM("stream", BodyMember.STREAM),
    MAX_TOKENS("max_tokens", BodyMember.MAX_TOKENS),
    MAX_COMPLETION_TOKENS("max_completion_tokens", BodyMember.MAX_TOKENS),
    MESSAGES("messages", BodyMember.TEXT_LENGTH),
    PROMPT("prompt", BodyMember.TEXT_LENGTH),
    INPUT("input", BodyMember.TEXT_LENGTH),
    SYSTEM("system", BodyMember.TEXT_LENGTH);

    private static final Map<String, TopMember> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(member -> member.text, Function.identity()));

    private final String text;
    private final BodyMember purpose;

    TopMember(String text, BodyMember purpose) {
        this.text = text;
        this.purpose = purpose;
    }

    static @Nullable TopMember named(String name) {
        return BY_NAME.get(name);
    }

    static Set<TopMember> neededFor(Set<BodyMember> wanted) {
        Set<TopMember> needed = EnumSet.noneOf(TopMember.class);
        for (TopMember member : values()) {
            if (wanted.contains(member.purpose)) {
                needed.add(member);
            }
        }
        return needed;
    }

    boolean isText() {
        return purpose == BodyMember.TEXT_LENGTH;
    }
}
