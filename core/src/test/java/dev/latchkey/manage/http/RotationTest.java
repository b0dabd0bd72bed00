package dev.latchkey.manage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Granted;
import dev.latchkey.Reason;
import dev.latchkey.key.KeyId;
import dev.latchkey.manage.KeyUse;
import dev.latchkey.profile.Profiles;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RotationTest {
    private final Management gateway = new Management(Profiles.anyLlm());
    private final Answer first = gateway.create("{\"key_name\": \"billing\"}");
    private final String id = first.text("/id");
    private final String path = "/v1/keys/" + id + "/rotate";

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aKeyKeepsItsIdAndGetsANewSecretAndTheOldOneIsDead() {
        wasUsed();

        Answer rotated = gateway.send("POST", path, "");

        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.text("/id")).isEqualTo(id);
        assertThat(rotated.text("/key_name")).isEqualTo("billing");
        assertThat(rotated.json().at("/last_used_at").isNull()).isTrue();
        assertThat(gateway.verify(rotated.text("/key"))).isInstanceOf(Granted.class);
        assertThat(gateway.refused(first.text("/key"))).isEqualTo(Reason.UNKNOWN_KEY);
    }

    private void wasUsed() {
        gateway.repository.used(List.of(new KeyUse(
                new KeyId(id),
                gateway.repository
                        .key(new KeyId(id))
                        .orElseThrow()
                        .record()
                        .secrets()
                        .get(0),
                dev.latchkey.TestClock.START)));
    }

    @Test
    void duringAnOverlapBothSecretsWorkAndEachHasItsLastUse() {
        wasUsed();

        Answer rotated = gateway.send("POST", path, "{\"overlap_seconds\": 60}");

        assertThat(gateway.verify(first.text("/key"))).isInstanceOf(Granted.class);
        assertThat(gateway.verify(rotated.text("/key"))).isInstanceOf(Granted.class);
        assertThat(rotated.json().at("/last_used_at").isNull()).isTrue();
        assertThat(rotated.text("/secrets/1/last_used_at")).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(rotated.text("/secrets/1/expires_at")).isEqualTo("2026-03-01T12:01:00Z");
        gateway.clock.move(Duration.ofSeconds(60));
        assertThat(gateway.refused(first.text("/key"))).isEqualTo(Reason.EXPIRED_SECRET);
    }

    @Test
    void aRotationWithoutABodyEndsAnOverlap() {
        gateway.send("POST", path, "{\"overlap_seconds\": 60}");

        Answer again = gateway.send("POST", path, "");

        assertThat(again.json().at("/secrets")).hasSize(1);
        assertThat(gateway.refused(first.text("/key"))).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void aRepetitionUnderTheSameIdempotencyKeyDoesNothingNewAndDoesNotShowTheTextAgain() {
        String tag = gateway.get("/v1/keys/" + id).header("ETag");
        Answer once = gateway.send("POST", path, "", "Idempotency-Key", "r-1", "If-Match", tag);

        Answer twice = gateway.send("POST", path, "", "Idempotency-Key", "r-1", "If-Match", tag);

        assertThat(twice.status()).isEqualTo(200);
        assertThat(twice.json().has("key")).isFalse();
        assertThat(twice.header("ETag")).isEqualTo(once.header("ETag"));
        assertThat(gateway.verify(once.text("/key"))).isInstanceOf(Granted.class);
        assertThat(gateway.send("POST", path, "", "Idempotency-Key", "r-2")
                        .json()
                        .has("key"))
                .isTrue();
    }

    @Test
    void anOverlapIsWholeSecondsUpToAYear() {
        for (String seconds : List.of("-1", "1.5", "\"60\"", "31622401", "1e3", "true")) {
            Answer refused = gateway.send("POST", path, "{\"overlap_seconds\": " + seconds + "}");

            assertThat(refused.status()).as(seconds).isEqualTo(422);
            assertThat(refused.text("/detail/0/loc/1")).isEqualTo("overlap_seconds");
        }
        assertThat(gateway.send("POST", path, "", "Idempotency-Key", "a b").status())
                .isEqualTo(422);
        assertThat(gateway.verify(first.text("/key"))).isInstanceOf(Granted.class);
    }
}
