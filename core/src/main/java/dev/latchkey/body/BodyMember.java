package dev.latchkey.body;

/** What a rule may ask of a JSON body. Names are compared after escapes are resolved, and case matters. */
public enum BodyMember {
    /** {@code model}, a text. */
    MODEL,
    /** {@code user}, a text. */
    USER,
    /** {@code user_id} in the object {@code metadata}, a text. */
    METADATA_USER_ID,
    /** {@code project_id}, a text. */
    PROJECT_ID,
    /** {@code stream}, true or false. */
    STREAM,
    /** {@code max_tokens} and its newer name {@code max_completion_tokens}, an integer of 0 to 2<sup>53</sup>. */
    MAX_TOKENS,
    /** The number of characters of {@code messages}, {@code prompt}, {@code input} and {@code system}, for estimates. */
    TEXT_LENGTH
}
