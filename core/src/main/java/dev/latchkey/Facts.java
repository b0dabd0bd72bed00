package dev.latchkey;

import dev.latchkey.key.KeyId;
import dev.latchkey.quota.LimitState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a refusal is about, as far as it may be told: values that a renderer puts into its words, and the key's id and the
 * rule for the operator. Names that a client sent are cut at 128 characters. Never a credential. Immutable and
 * thread-safe.
 */
public final class Facts {
    private static final int LONGEST_NAME = 128;
    private static final Facts NONE = new Facts(new Draft());

    private final @Nullable KeyId keyId;
    private final int length;
    private final @Nullable Duration retryAfter;
    private final @Nullable String model;
    private final @Nullable String user;
    private final @Nullable String provider;
    private final @Nullable String mode;
    private final @Nullable String member;
    private final @Nullable String rule;
    private final List<LimitState> limits;
    private final int binding;

    private Facts(Draft draft) {
        this.keyId = draft.keyId;
        this.length = draft.length;
        this.retryAfter = draft.retryAfter;
        this.model = draft.model;
        this.user = draft.user;
        this.provider = draft.provider;
        this.mode = draft.mode;
        this.member = draft.member;
        this.rule = draft.rule;
        this.limits = draft.limits;
        this.binding = draft.binding;
    }

    /** Nothing to tell. */
    public static Facts none() {
        return NONE;
    }

    /** These facts, about this key. */
    public Facts withKeyId(KeyId id) {
        Draft draft = draft();
        draft.keyId = Objects.requireNonNull(id);
        return new Facts(draft);
    }

    /** These facts, about a credential of this many characters. */
    public Facts withLength(int characters) {
        Draft draft = draft();
        draft.length = characters;
        return new Facts(draft);
    }

    /** These facts, and how long to wait before the next try. */
    public Facts withRetryAfter(Duration wait) {
        Draft draft = draft();
        draft.retryAfter = Objects.requireNonNull(wait);
        return new Facts(draft);
    }

    /** These facts, about a call that named this model. */
    public Facts withModel(String name) {
        Draft draft = draft();
        draft.model = cut(name);
        return new Facts(draft);
    }

    /** These facts, about a call on behalf of this user. */
    public Facts withUser(String name) {
        Draft draft = draft();
        draft.user = cut(name);
        return new Facts(draft);
    }

    /** These facts, about a call to this provider. */
    public Facts withProvider(String name) {
        Draft draft = draft();
        draft.provider = cut(name);
        return new Facts(draft);
    }

    /** These facts, about a key of this project mode. */
    public Facts withMode(String name) {
        Draft draft = draft();
        draft.mode = cut(name);
        return new Facts(draft);
    }

    /** These facts, about this member of the body, by its published name. */
    public Facts withMember(String name) {
        Draft draft = draft();
        draft.member = cut(name);
        return new Facts(draft);
    }

    /** These facts, and the rule that refused, in words for the operator. */
    public Facts withRule(String words) {
        Draft draft = draft();
        draft.rule = cut(words);
        return new Facts(draft);
    }

    /** These facts, and where the rate limits stand; {@code index} is the one that refuses. */
    public Facts withLimits(List<LimitState> states, int index) {
        Draft draft = draft();
        draft.limits = List.copyOf(states);
        draft.binding = Objects.checkIndex(index, states.size());
        return new Facts(draft);
    }

    /** The key that was recognised and yet refused; for the operator, never for the client. */
    public Optional<KeyId> keyId() {
        return Optional.ofNullable(keyId);
    }

    /** How many characters the credential has. */
    public OptionalInt length() {
        return length < 0 ? OptionalInt.empty() : OptionalInt.of(length);
    }

    /** How long to wait before the next try. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The model that the call named. */
    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    /** The user on whose behalf the call was made. */
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    /** The provider that the call would go to. */
    public Optional<String> provider() {
        return Optional.ofNullable(provider);
    }

    /** The project mode that the key names. */
    public Optional<String> mode() {
        return Optional.ofNullable(mode);
    }

    /** The member of the body that could not be taken. */
    public Optional<String> member() {
        return Optional.ofNullable(member);
    }

    /** Which rule refused, in words for the operator; never for the client. */
    public Optional<String> rule() {
        return Optional.ofNullable(rule);
    }

    /** Where the rate limits stand that applied to the call; empty if none was asked. */
    public List<LimitState> limits() {
        return limits;
    }

    /** The rate limit that refused. */
    public Optional<LimitState> bindingLimit() {
        return limits.isEmpty() ? Optional.empty() : Optional.of(limits.get(binding));
    }

    /** Whether nothing is here that a client may be told, so that it is told the same every time. */
    boolean isForTheOperatorOnly() {
        return length < 0
                && retryAfter == null
                && model == null
                && user == null
                && provider == null
                && mode == null
                && member == null;
    }

    /** Half a character, which JSON text may hold and no encoding can write, is replaced. */
    private static String cut(String name) {
        String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private Draft draft() {
        Draft draft = new Draft();
        draft.keyId = keyId;
        draft.length = length;
        draft.retryAfter = retryAfter;
        draft.model = model;
        draft.user = user;
        draft.provider = provider;
        draft.mode = mode;
        draft.member = member;
        draft.rule = rule;
        draft.limits = limits;
        draft.binding = binding;
        return draft;
    }

    private static final class Draft {
        private @Nullable KeyId keyId;
        private int length = -1;
        private @Nullable Duration retryAfter;
        private @Nullable String model;
        private @Nullable String user;
        private @Nullable String provider;
        private @Nullable String mode;
        private @Nullable String member;
        private @Nullable String rule;
        private List<LimitState> limits = List.of();
        private int binding;
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(keyId, length, retryAfter, model, user, provider, mode, member, rule, limits, binding);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Facts that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    /** For the operator; nothing of what a client sent is in it. */
    @Override
    public String toString() {
        return "Facts[keyId=" + keyId + ", length=" + length + ", retryAfter=" + retryAfter + ", rule=" + rule + "]";
    }
}
