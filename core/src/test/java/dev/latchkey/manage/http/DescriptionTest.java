package dev.latchkey.manage.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.GatewayProfile;
import dev.latchkey.profile.Profiles;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescriptionTest {

    static List<GatewayProfile> all() {
        return Profiles.all();
    }

    private static JsonNode described(Management gateway) {
        return gateway.get("/v1/management/openapi.json").json();
    }

    @Test
    void theApiDescribesItself() {
        try (Management gateway = new Management(Profiles.standard())) {
            assertThat(described(gateway).path("openapi").asText()).isEqualTo("3.1.0");
            assertThat(described(gateway)).isEqualTo(new Description(false).document());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theApiOfAProfileIsDescribedWhereThereIsOne(GatewayProfile profile) {
        try (Management gateway = new Management(profile)) {
            assertThat(described(gateway).path("paths").has("/keys/api"))
                    .isEqualTo(profile.name().equals("llm-gateway"));
        }
    }

    /** A route that is described and not there, or there and not described, is found by asking for each method. */
    @ParameterizedTest
    @MethodSource("all")
    void whatIsDescribedIsThereAndWhatIsThereIsDescribed(GatewayProfile profile) {
        try (Management gateway = new Management(profile)) {
            for (Map.Entry<String, JsonNode> path :
                    described(gateway).path("paths").properties()) {
                String target = path.getKey().replaceAll("\\{[a-zA-Z]+}", "nobody");
                TreeSet<String> described = new TreeSet<>();
                path.getValue().fieldNames().forEachRemaining(name -> described.add(name.toUpperCase(Locale.ROOT)));
                described.remove("PARAMETERS");

                Answer trace = gateway.send("TRACE", target, "");

                assertThat(trace.status()).isEqualTo(405);
                assertThat(new TreeSet<>(List.of(trace.header("Allow").split(", "))))
                        .isEqualTo(described);
            }
        }
    }
}
