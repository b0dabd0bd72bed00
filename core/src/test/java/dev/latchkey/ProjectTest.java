package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.key.KeyPermits;
import dev.latchkey.profile.Profiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under a profile that asks for a project, a call that costs something names one. */
class ProjectTest {
    private static final String HEADER = "X-Gateway-Project-Id";
    private static final TestRequest CALL = TestRequest.bearing(TestKeys.K);

    private final Calls calls = new Calls(Authenticator.builder(Profiles.freeAi())
            .keys(TestKeys.source(Calls.key(KeyPermits.unlimited())))
            .routes(Route.post("/v1/chat/completions").readsBody())
            .time(new TestClock())
            .build());

    private static Call of(String project) {
        return Call.builder().project(project).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"p", "my_project-1.2:3", " padded ", "\tx"})
    void aProjectMayStandInTheHeaderOrInTheBody(String project) {
        assertThat(calls.make(CALL.with(HEADER, project))).isInstanceOf(Admitted.class);
        assertThat(calls.make(CALL, of(project))).isInstanceOf(Admitted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a b", "a/b", "\u00e4", "a,b", "<script>"})
    void aProjectThatCannotBeIsRefusedWhereverItStands(String project) {
        calls.refusedFor(Reason.INVALID_PROJECT, CALL.with(HEADER, project));
        calls.refusedFor(Reason.INVALID_PROJECT, CALL, of(project));
    }

    @Test
    void aProjectHasAtMost64Characters() {
        assertThat(calls.make(CALL.with(HEADER, "p".repeat(64)))).isInstanceOf(Admitted.class);
        calls.refusedFor(Reason.INVALID_PROJECT, CALL.with(HEADER, "p".repeat(65)));
    }

    @Test
    void theHeaderWinsEvenWhereItIsEmpty() {
        calls.refusedFor(Reason.INVALID_PROJECT, CALL.with(HEADER, ""), of("good"));
        assertThat(calls.make(CALL.with(HEADER, "good"), of("not good"))).isInstanceOf(Admitted.class);
        calls.refusedFor(Reason.INVALID_PROJECT, CALL.with(HEADER, "one", "two"), of("good"));
    }

    @Test
    void otherRoutesBelongToNoProject() {
        assertThat(calls.make(CALL.to("POST", "/v1/echo"))).isInstanceOf(Admitted.class);
    }

    @Test
    void theLimitIsToldBeforeTheProject() {
        for (int i = 0; i < 10; i++) {
            calls.refusedFor(Reason.INVALID_PROJECT, CALL);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(calls.make(CALL, of("p"))).isInstanceOf(Admitted.class);
        }
        calls.refusedFor(Reason.RATE_LIMITED, CALL);
    }

    @Test
    void aHeaderThatIsNoneIsRefusedWhenTheProfileIsBuilt() {
        assertThatThrownBy(() -> Profiles.standard().toBuilder().projectHeader("not a field"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("project header: expected a field name such as X-Project-Id");
    }
}
