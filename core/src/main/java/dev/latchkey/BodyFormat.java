package dev.latchkey;

/** The published API that a route's JSON bodies are of, which decides where their members stand. */
public enum BodyFormat {
    /**
     * OpenAI's Chat Completions: {@code user} and {@code project_id} at the top, {@code max_tokens} or
     * {@code max_completion_tokens}, text in {@code messages}.
     */
    CHAT_COMPLETIONS,
    /** Anthropic's Messages: the user in {@code metadata.user_id}, text in {@code messages} and {@code system}. */
    MESSAGES;

    /** Where the user stands, as a client is told. */
    public String userMember() {
        return this == MESSAGES ? "metadata.user_id" : "user";
    }
}
