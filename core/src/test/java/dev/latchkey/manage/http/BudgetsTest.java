package dev.latchkey.manage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.profile.Profiles;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetsTest {
    private final Management gateway = new Management(Profiles.anyLlm());

    @AfterEach
    void close() {
        gateway.close();
    }

    private Answer make(String terms) {
        return gateway.send("POST", "/v1/budgets", terms);
    }

    @Test
    void aBudgetIsMadeLookedAtListedAndDeleted() {
        Answer made = make("{\"name\": \"trial\", \"max_budget\": 12.5, \"budget_duration_sec\": 86400}");
        String path = "/v1/budgets/" + made.text("/budget_id");

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text())
                .contains("\"name\":\"trial\",\"max_budget\":12.50,\"budget_duration_sec\":86400,"
                        + "\"reset_alignment\":null");
        assertThat(gateway.get(path).json()).isEqualTo(made.json());
        assertThat(gateway.get("/v1/budgets").json()).hasSize(1);
        assertThat(gateway.send("DELETE", path, "").status()).isEqualTo(204);
        assertThat(gateway.get(path).status()).isEqualTo(404);
        assertThat(gateway.get("/v1/budgets").json()).isEmpty();
    }

    @Test
    void durationAndAlignmentDoNotGoTogether() {
        String both = "{\"budget_duration_sec\": 60, \"reset_alignment\": \"calendar_day\"}";
        Answer aligned = make("{\"reset_alignment\": \"calendar_week\"}");
        String path = "/v1/budgets/" + aligned.text("/budget_id");

        for (Answer refused : new Answer[] {make(both), gateway.send("PATCH", path, "{\"budget_duration_sec\": 60}")}) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text())
                    .isEqualTo(
                            "{\"detail\":\"A budget resets on budget_duration_sec or on reset_alignment, not both\"}");
        }
        Answer changed = gateway.send("PATCH", path, "{\"budget_duration_sec\": 60, \"reset_alignment\": null}");
        assertThat(changed.text("/budget_duration_sec")).isEqualTo("60");
    }

    @Test
    void nullIsNoCapAndWhatIsAbsentStays() {
        Answer made = make("{\"name\": \"a\", \"max_budget\": 0, \"reset_alignment\": \"calendar_month\"}");
        String path = "/v1/budgets/" + made.text("/budget_id");

        Answer open = gateway.send("PATCH", path, "{\"max_budget\": null}");

        assertThat(open.json().at("/max_budget").isNull()).isTrue();
        assertThat(open.text("/name")).isEqualTo("a");
        assertThat(open.text("/reset_alignment")).isEqualTo("calendar_month");
    }

    @Test
    void aUserIsToldWhenTheirBudgetIsReset() {
        String budget = make("{\"max_budget\": 5, \"reset_alignment\": \"calendar_day\"}")
                .text("/budget_id");
        gateway.send("POST", "/v1/users", "{\"user_id\": \"alice\", \"budget_id\": \"" + budget + "\"}");
        gateway.spend(gateway.create("{\"user_id\": \"alice\"}").text("/key"), "3");

        assertThat(gateway.get("/v1/users/alice").text("/next_budget_reset_at")).isEqualTo("2026-03-02T00:00:00Z");
        gateway.clock.move(Duration.ofHours(12));
        assertThat(gateway.get("/v1/users/alice").json().at("/spend").decimalValue())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"budget_id\": \"mine\"}",
                "{\"max_budget\": -1}",
                "{\"max_budget\": \"12,5\"}",
                "{\"max_budget\": true}",
                "{\"max_budget\": {}}",
                "{\"budget_duration_sec\": 0}",
                "{\"budget_duration_sec\": -5}",
                "{\"budget_duration_sec\": 1.5}",
                "{\"budget_duration_sec\": 99999999999999}",
                "{\"reset_alignment\": \"calendar_hour\"}",
                "{\"reset_alignment\": 1}",
                "{\"name\": \"\"}"
            })
    void aTermThatCannotBeIsRefusedByName(String terms) {
        Answer refused = make(terms);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/detail/0/loc/1")).isEqualTo(terms.substring(2, terms.indexOf('"', 2)));
        assertThat(gateway.get("/v1/budgets").json()).isEmpty();
    }
}
