package dev.latchkey.access;

import static dev.latchkey.access.AccessRule.allowModels;
import static dev.latchkey.access.AccessRule.denyModels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By what name each rule of a key can be changed and deleted. */
class RuleIdsTest {
    private static final AccessRule GPT = allowModels(List.of("gpt-4o"));
    private static final AccessRule O1 = denyModels(List.of("o1"));

    private static List<String> ids(AccessRule... rules) {
        return AccessRules.of(List.of(rules)).rules().stream()
                .map(rule -> rule.id().orElseThrow())
                .toList();
    }

    @Test
    void aRuleKeepsTheIdThatItWasGiven() {
        assertThat(ids(GPT.withId("mine"), O1.withId("yours").inactive())).containsExactly("mine", "yours");
    }

    @Test
    void aRuleWithoutAnIdHasTheSameOneHoweverOftenItIsRead() {
        assertThat(ids(GPT, O1)).doesNotHaveDuplicates().isEqualTo(ids(GPT, O1));
    }

    @Test
    void itsIdStaysWhenItIsSwitchedOffAndWhenAnotherRuleGoes() {
        assertThat(ids(O1.inactive())).containsExactly(ids(GPT, O1).get(1));
    }

    @Test
    void twoRulesThatSayTheSameAreToldApart() {
        assertThat(ids(GPT, GPT, GPT)).doesNotHaveDuplicates().containsAll(ids(GPT));
    }

    @Test
    void anIdThatFollowsFromWhatARuleSaysGivesWayToOneThatWasGiven() {
        String derived = ids(GPT).get(0);

        assertThat(ids(GPT, O1.withId(derived))).doesNotHaveDuplicates().endsWith(derived);
    }

    @Test
    void rulesOfOneIdAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessRules.of(List.of(GPT.withId("a"), O1, O1.withId("a"))))
                .withMessage("number 3: id: another rule has it; give each its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "-a", "a b", "a/b", "a;b", "a%41", "\u00e4", "a\n"})
    void anIdThatCouldNotStandInAPathIsRefused(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GPT.withId(id))
                .withMessageContaining("1 to 64 characters");
    }

    @Test
    void anIdHasAtMost64Characters() {
        assertThat(GPT.withId("x".repeat(64)).id())
                .hasValueSatisfying(id -> assertThat(id).hasSize(64));
        assertThatIllegalArgumentException().isThrownBy(() -> GPT.withId("x".repeat(65)));
    }

    @Test
    void rulesOfDifferentIdsDiffer() {
        assertThat(GPT.withId("a"))
                .isNotEqualTo(GPT.withId("b"))
                .isEqualTo(GPT.withId("a"))
                .hasToString("allow_models a Names[names=[gpt-4o]]");
    }
}
