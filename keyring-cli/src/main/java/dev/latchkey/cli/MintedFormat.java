package dev.latchkey.cli;

import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeyHash;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.MintedKey;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The formats that keys are minted in, under the names of the gateways that publish them. */
enum MintedFormat {
    FREE_AI("free-ai", KeyFormat.freeAi()),
    STANDARD("standard", KeyFormat.standard()),
    TRANSACTIONAL("transactional", KeyFormat.transactional()),
    ANY_LLM("any-llm", KeyFormat.anyLlm()),
    LLM_GATEWAY("llm-gateway", KeyFormat.llmGateway());

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // KeyFormat is immutable, but knows no annotation that says so.
    private final KeyFormat format;

    MintedFormat(String word, KeyFormat format) {
        this.word = word;
        this.format = format;
    }

    static MintedFormat named(String word) {
        return Stream.of(values())
                .filter(format -> format.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new Refused("--format: expected one of "
                        + Stream.of(values()).map(format -> format.word).collect(Collectors.joining(", "))));
    }

    MintedKey mint() {
        return format.mint();
    }

    /**
     * What is stored of a key.
     *
     * @param named whether its scheme is to be named in any case; llm-gateway takes hashes without a name for HMAC
     */
    KeySecret secret(KeyHash sha256, boolean named) {
        return named || this == LLM_GATEWAY
                ? KeySecret.digest(sha256, HashScheme.sha256().name())
                : KeySecret.digest(sha256);
    }
}
