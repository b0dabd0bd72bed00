package dev.latchkey.manage.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.profile.Profiles;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DescriptionTest {

    @Test
    void theApiDescribesItself() {
        try (Management gateway = new Management(Profiles.standard())) {
            Answer description = gateway.get("/v1/management/openapi.json");

            assertThat(description.status()).isEqualTo(200);
            assertThat(description.json()).isEqualTo(Described.document());
            assertThat(description.text("/openapi")).isEqualTo("3.1.0");
        }
    }

    /** A route that is described and not there, or there and not described, is found by asking for each method. */
    @Test
    void whatIsDescribedIsThereAndWhatIsThereIsDescribed() {
        try (Management gateway = new Management(Profiles.standard())) {
            for (Map.Entry<String, JsonNode> path :
                    Described.document().path("paths").properties()) {
                String target = path.getKey().replace("{id}", "nobody");
                TreeSet<String> described = new TreeSet<>();
                path.getValue().fieldNames().forEachRemaining(name -> described.add(name.toUpperCase(Locale.ROOT)));
                described.remove("PARAMETERS");

                Answer trace = gateway.send("TRACE", target, "");

                assertThat(trace.status()).isEqualTo(405);
                assertThat(new TreeSet<>(java.util.List.of(trace.header("Allow").split(", "))))
                        .isEqualTo(described);
            }
        }
    }
}
