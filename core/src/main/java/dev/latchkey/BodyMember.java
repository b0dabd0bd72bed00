package dev.latchkey;

/** What a decision may have to know of a request's JSON body. */
public enum BodyMember {
    /** {@code model}: text. */
    MODEL,
    /** The user on whose behalf the call is made; where it stands is the {@linkplain BodyFormat format's} to say: text. */
    USER,
    /** {@code project_id}: text. */
    PROJECT,
    /** The most tokens of the answer: {@code max_tokens}, and what else the format calls so; a whole number. */
    MAX_TOKENS,
    /** {@code stream}: whether the answer comes in parts. */
    STREAM,
    /** How many characters of text the call's messages have; the text itself is never kept. */
    TEXT
}
