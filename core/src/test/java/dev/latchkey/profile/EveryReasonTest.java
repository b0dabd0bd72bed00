package dev.latchkey.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.GatewayProfile;
import dev.latchkey.Reason;
import dev.latchkey.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No reason stands in the enum that no request is ever refused for. */
class EveryReasonTest {
    private static final Map<Reason, GatewayProfile> ONLY_HERE = new EnumMap<>(Map.of(
            Reason.NOT_CONFIGURED, Profiles.freeAi(),
            Reason.BAD_PREFIX, Profiles.transactional(),
            Reason.TOO_SHORT, Profiles.anyLlm()));

    /** {@link Door#refusal} fails unless a real decision ends in exactly this reason. */
    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonIsReachedByARealRequestAndHasWords(Reason reason) {
        GatewayProfile profile = ONLY_HERE.getOrDefault(reason, Profiles.standard());
        Refusal refusal = new Door(profile).refusal(reason);
        assertThat(refusal.status()).isBetween(400, 599);
        assertThat(new String(refusal.body(), StandardCharsets.UTF_8))
                .startsWith("{")
                .endsWith("}")
                .doesNotContainPattern("\\{[a-z_]+\\}");
    }
}
