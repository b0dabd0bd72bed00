package dev.latchkey.body;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What has been found so far while a body is read. Not thread-safe. */
final class FoundMembers {
    @Nullable String model;

    @Nullable String user;

    @Nullable String metadataUserId;

    @Nullable String projectId;

    boolean stream;
    OptionalLong maxTokens = OptionalLong.empty();
    long textLength;

    /** The larger of two declarations, so that an estimate covers whichever the upstream believes. */
    void maxTokens(long declared) {
        maxTokens = OptionalLong.of(Math.max(declared, maxTokens.orElse(0)));
    }
}
