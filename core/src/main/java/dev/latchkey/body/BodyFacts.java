package dev.latchkey.body;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a JSON body says of itself, as far as it was asked for.
 *
 * <p>A member that is absent, that is JSON {@code null}, or that was not asked for is empty here. A text that is empty or
 * blank is present and as sent: nothing is trimmed. Texts are free of unpaired surrogates. Immutable and thread-safe.
 */
public final class BodyFacts implements BodyOutcome {
    private static final BodyFacts NONE = new BodyFacts(new FoundMembers());

    private final @Nullable String model;
    private final @Nullable String user;
    private final @Nullable String metadataUserId;
    private final @Nullable String projectId;
    private final boolean stream;
    private final OptionalLong maxTokens;
    private final long textLength;

    BodyFacts(FoundMembers found) {
        this.model = found.model;
        this.user = found.user;
        this.metadataUserId = found.metadataUserId;
        this.projectId = found.projectId;
        this.stream = found.stream;
        this.maxTokens = found.maxTokens;
        this.textLength = found.textLength;
    }

    /** The facts of a body that says nothing, or that is no JSON and passes unread. */
    public static BodyFacts none() {
        return NONE;
    }

    /** The member {@code model}. */
    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    /** The member {@code user}. */
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    /** The member {@code user_id} of {@code metadata}. */
    public Optional<String> metadataUserId() {
        return Optional.ofNullable(metadataUserId);
    }

    /** The member {@code project_id}. */
    public Optional<String> projectId() {
        return Optional.ofNullable(projectId);
    }

    /** The member {@code stream}; false where it is absent. */
    public boolean stream() {
        return stream;
    }

    /**
     * The most tokens the answer may have, 0 to 2<sup>53</sup>: {@code max_tokens} or {@code max_completion_tokens}, the
     * larger where both are there.
     */
    public OptionalLong maxTokens() {
        return maxTokens;
    }

    /**
     * The characters of the body's text, in UTF-16 code units, 0 or more.
     *
     * <p>Counted are the texts that stand in {@code messages}, {@code prompt}, {@code input} and {@code system} themselves
     * or in their arrays, and those of members named {@code content} or {@code text} at any depth below. Should such an
     * inner member stand there twice, both count: an estimate errs upwards. Any shape is accepted.
     */
    public long textLength() {
        return textLength;
    }

    @Override
    public <T> T fold(Function<BodyFacts, T> read, Function<BodyFailure, T> failed) {
        return read.apply(this);
    }

    /** Says what is there, never what it says: a user's name may be personal, and a key may be pasted anywhere. */
    @Override
    public String toString() {
        return "BodyFacts[model=" + said(model) + ", user=" + said(user) + ", metadata.user_id=" + said(metadataUserId)
                + ", project_id=" + said(projectId) + ", stream=" + stream + ", maxTokens=" + maxTokens
                + ", textLength=" + textLength + "]";
    }

    private static String said(@Nullable String text) {
        return text == null ? "absent" : "present";
    }
}
