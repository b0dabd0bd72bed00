package dev.latchkey.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.TestClock;
import dev.latchkey.quota.Money;
import org.junit.jupiter.api.Test;

/** What a client sent can be kept, whatever it was. */
class UsageRecordTest {
    private static UsageRecord naming(String model) {
        return new UsageRecord(
                "1", "master", model, TestClock.START, model, model, model, model, 1, 2, Money.ZERO, "success");
    }

    @Test
    void unicodeIsKeptAsItIs() {
        String text = "claude \u4E16\u754C \uD83D\uDD11\r\n";
        assertThat(naming(text).model()).isEqualTo(text);
        assertThat(naming(text).userId()).isEqualTo(text);
    }

    @Test
    void whatIsNoUnicodeIsReplaced() {
        UsageRecord call = naming("a\0b\uD83Dc\uDD11");
        assertThat(new String[] {call.userId(), call.endpoint(), call.model(), call.provider(), call.address()})
                .containsOnly("a\uFFFDb\uFFFDc\uFFFD");
    }

    @Test
    void longTextIsCutAndNotWithinACharacter() {
        assertThat(naming("x".repeat(2000)).endpoint()).isEqualTo("x".repeat(1024));
        assertThat(naming("x".repeat(1023) + "\uD83D\uDD11").endpoint()).isEqualTo("x".repeat(1023) + "\uFFFD");
    }
}
