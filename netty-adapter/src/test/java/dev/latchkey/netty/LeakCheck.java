package dev.latchkey.netty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails every test class in which a buffer was dropped without being released. */
public final class LeakCheck implements AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(LeakRecorder.sweep())
                .as("leaks in %s", context.getDisplayName())
                .isEmpty();
    }
}
