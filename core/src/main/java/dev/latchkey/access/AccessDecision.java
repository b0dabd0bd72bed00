package dev.latchkey.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a key's access rules say about a call. Immutable and thread-safe. */
public sealed interface AccessDecision {

    /**
     * No rule stands against the call.
     *
     * @param providers the providers that it may go to, in the catalogue's order; empty where the call names no model, or no
     *     rule restricts the key, and every provider will do
     */
    record Permitted(List<String> providers) implements AccessDecision {
        static final Permitted UNRESTRICTED = new Permitted(List.of());

        /** Copies the list. */
        public Permitted {
            providers = List.copyOf(providers);
        }
    }

    /**
     * The rules refuse the call.
     *
     * @param cause why; decides what a client may be told
     * @param position the rule that refused, counted from 1 among all of the key's rules, the inactive ones included; 0 if it
     *     was none in particular. Where several allow rules of one kind fall short together it is the first of them
     * @param kind what that rule is about, or null if there is none
     */
    record Denied(Cause cause, int position, @Nullable AccessRuleKind kind) implements AccessDecision {

        /** Why and which rule, for an operator: {@code no provider left: rule 2 (deny_providers)}. */
        @Override
        public String toString() {
            return cause + (kind == null ? "" : ": rule " + position + " (" + kind + ")");
        }
    }

    /** Why a call is refused. */
    enum Cause {
        /** The catalogue does not know the model, and rules exist. */
        UNKNOWN_MODEL("unknown model"),
        /** The model is not served by the provider asked for, or the rules leave none of its providers. */
        NO_PROVIDER_LEFT("no provider left"),
        /** A rule about the model, its pricing or the client's address. */
        RULE("refused");

        private final String text;

        Cause(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
