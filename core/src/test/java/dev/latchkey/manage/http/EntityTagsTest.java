package dev.latchkey.manage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.profile.Profiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two operators do not overwrite each other. */
class EntityTagsTest {
    private final Management gateway = new Management(Profiles.anyLlm());

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/keys | {\"key_name\": \"a\"} | /id | {\"key_name\": \"b\"} | {\"key_name\": \"c\"}",
                "/v1/users | {\"user_id\": \"alice\"} | /user_id | {\"alias\": \"b\"} | {\"alias\": \"c\"}",
                "/v1/budgets | {\"name\": \"a\"} | /budget_id | {\"name\": \"b\"} | {\"name\": \"c\"}"
            })
    void aChangeThatWasMadeFromAnOlderVersionIsRefused(
            String collection, String terms, String idMember, String change, String other) {
        Answer made = gateway.send("POST", collection, terms);
        String path = collection + "/" + made.text(idMember);
        String tag = made.header("ETag");
        assertThat(gateway.get(path).header("ETag")).isEqualTo(tag);

        Answer quicker = gateway.send("PATCH", path, change, "If-Match", tag);
        assertThat(quicker.status()).isEqualTo(200);
        assertThat(quicker.header("ETag")).isNotEqualTo(tag);

        for (String stale : new String[] {tag, "W/" + quicker.header("ETag"), "nonsense", ""}) {
            Answer late = gateway.send("PATCH", path, other, "If-Match", stale);
            assertThat(late.status()).as(stale).isEqualTo(412);
            assertThat(late.text("/detail")).contains("changed meanwhile");
        }
        assertThat(gateway.send("DELETE", path, "", "If-Match", tag).status()).isEqualTo(412);
        assertThat(gateway.send("PATCH", path, other, "If-Match", "\"99\", " + quicker.header("ETag"))
                        .status())
                .isEqualTo(200);
        assertThat(gateway.send("DELETE", path, "", "If-Match", "*").status()).isEqualTo(204);
    }
}
