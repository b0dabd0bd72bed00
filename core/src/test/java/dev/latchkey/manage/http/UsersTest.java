package dev.latchkey.manage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Reason;
import dev.latchkey.TestClock;
import dev.latchkey.manage.UsageRecord;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.Money;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsersTest {
    private final Management gateway = new Management(Profiles.anyLlm());

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aUserIsMadeLookedAtAndListed() {
        Answer made = gateway.send(
                "POST",
                "/v1/users",
                "{\"user_id\": \"user-123\", \"alias\": \"Alice\", \"metadata\": {\"team\": \"ML\"}}");

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text())
                .isEqualTo(
                        "{\"user_id\":\"user-123\",\"alias\":\"Alice\",\"metadata\":{\"team\":\"ML\"},\"spend\":0.00,"
                                + "\"budget_id\":null,\"next_budget_reset_at\":null,\"blocked\":false,"
                                + "\"created_at\":\"2026-03-01T12:00:00Z\",\"updated_at\":\"2026-03-01T12:00:00Z\"}");
        assertThat(gateway.get("/v1/users/user-123").json()).isEqualTo(made.json());
        assertThat(gateway.get("/v1/users").json().get(0)).isEqualTo(made.json());
        assertThat(gateway.get("/v1/users?skip=1").json()).isEmpty();
    }

    @Test
    void aSecondOneOfTheSameIdIsRefused() {
        gateway.send("POST", "/v1/users", "{\"user_id\": \"alice\"}");

        Answer again = gateway.send("POST", "/v1/users", "{\"user_id\": \"alice\"}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).isEqualTo("{\"detail\":\"User with id 'alice' already exists\"}");
    }

    @Test
    void aUserIsChangedAndNullTakesAliasAndBudgetAway() {
        String budget =
                gateway.send("POST", "/v1/budgets", "{\"max_budget\": 5}").text("/budget_id");
        gateway.send("POST", "/v1/users", "{\"user_id\": \"alice\", \"alias\": \"A\", \"metadata\": {\"a\": 1}}");

        Answer given = gateway.send(
                "PATCH",
                "/v1/users/alice",
                "{\"budget_id\": \"" + budget + "\", \"metadata\": null, \"blocked\": null}");
        assertThat(given.text("/budget_id")).isEqualTo(budget);
        assertThat(given.text("/alias")).isEqualTo("A");
        assertThat(given.text("/metadata/a")).isEqualTo("1");

        Answer taken = gateway.send("PATCH", "/v1/users/alice", "{\"budget_id\": null, \"alias\": null}");
        assertThat(taken.json().at("/budget_id").isNull()).isTrue();
        assertThat(taken.json().at("/alias").isNull()).isTrue();
    }

    @Test
    void aBudgetThatThereIsNotIsToldByItsId() {
        Answer refused = gateway.send("POST", "/v1/users", "{\"user_id\": \"alice\", \"budget_id\": \"gone\"}");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text()).isEqualTo("{\"detail\":\"Budget with id 'gone' not found\"}");
    }

    @Test
    void whatTheLedgerHasBookedIsShownAtOnce() {
        String key = gateway.create("{\"user_id\": \"alice\"}").text("/key");

        gateway.spend(key, "0.000000001");

        assertThat(gateway.get("/v1/users/alice").json().at("/spend").decimalValue())
                .isEqualByComparingTo(new BigDecimal("0.000000001"));
        assertThat(gateway.get("/v1/users/alice").text()).contains("\"spend\":0.000000001,");
    }

    @Test
    void aDeletedUsersKeysAreSwitchedOffAndWhoReturnsHasSpentNothing() {
        String key = gateway.create("{\"user_id\": \"alice\"}").text("/key");
        gateway.spend(key, "3");

        assertThat(gateway.send("DELETE", "/v1/users/alice", "").status()).isEqualTo(204);
        assertThat(gateway.get("/v1/users/alice").status()).isEqualTo(404);
        assertThat(gateway.refused(key)).isEqualTo(Reason.INACTIVE_KEY);

        Answer anew = gateway.send("POST", "/v1/users", "{\"user_id\": \"alice\"}");
        assertThat(anew.json().at("/spend").decimalValue()).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(gateway.refused(key)).isEqualTo(Reason.INACTIVE_KEY);
        gateway.spend(gateway.create("{\"user_id\": \"alice\"}").text("/key"), "2");
        assertThat(gateway.get("/v1/users/alice").json().at("/spend").decimalValue())
                .isEqualByComparingTo(new BigDecimal("2"));
    }

    @Test
    void callsAreListedNewestFirstByUserAndByKey() {
        Answer made = gateway.create("{\"user_id\": \"alice\"}");
        record(made.text("/id"), "c1");
        record(made.text("/id"), "c2");

        Answer calls = gateway.get("/v1/users/alice/usage");

        assertThat(calls.json().findValuesAsText("id")).containsExactly("c2", "c1");
        assertThat(calls.json().get(0).toString())
                .isEqualTo("{\"id\":\"c2\",\"user_id\":\"alice\",\"api_key_id\":\"" + made.text("/id") + "\","
                        + "\"timestamp\":\"2026-03-01T12:00:00Z\",\"model\":\"gpt-4o\",\"provider\":\"openai\","
                        + "\"endpoint\":\"/v1/chat/completions\",\"address\":\"192.0.2.1\",\"prompt_tokens\":10,"
                        + "\"completion_tokens\":20,\"cost\":0.0125,\"status\":\"success\"}");
        assertThat(gateway.get("/v1/keys/" + made.text("/id") + "/usage?limit=1")
                        .json()
                        .findValuesAsText("id"))
                .containsExactly("c2");
        assertThat(gateway.get("/v1/users/nobody/usage").text()).isEqualTo("{\"detail\":\"User 'nobody' not found\"}");
    }

    private void record(String keyId, String id) {
        gateway.repository.record(new UsageRecord(
                id,
                keyId,
                "alice",
                TestClock.START,
                "/v1/chat/completions",
                "gpt-4o",
                "openai",
                "192.0.2.1",
                10,
                20,
                Money.parse("0.0125"),
                "success"));
    }
}
