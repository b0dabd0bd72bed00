package dev.latchkey.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedModelsTest {

    @ParameterizedTest(name = "{0} permits {1}")
    @CsvSource({
        "openai:gpt-4o, openai:gpt-4o",
        "openai:gpt-4o, openai/gpt-4o",
        "openai:gpt-4o, gpt-4o",
        "azure:gpt-4o, gpt-4o",
        "openai:*, openai:anything",
        "openai:*, openai/gpt-4o",
        "openai:*, gpt-4o-mini",
        "openai:gpt-4*, openai:gpt-4o-mini",
        "openai:gpt-4*, openai:gpt-4",
        "openai:gpt-4*, gpt-4o",
        "ollama:llama3:8b, ollama/llama3:8b",
        "ollama:llama3:*, ollama:llama3:8b",
        "openrouter:openai/*, openrouter:openai/gpt-4o",
    })
    void whatAnEntryCoversIsPermitted(String entry, String model) {
        assertThat(AllowedModels.of(List.of(entry)).permits(model, Catalogs.SMALL))
                .isTrue();
    }

    @ParameterizedTest(name = "{0} does not permit {1}")
    @CsvSource({
        "openai:gpt-4o, openai:gpt-4o-mini",
        "openai:gpt-4o, azure:gpt-4o",
        "openai:gpt-4o, OpenAI:gpt-4o",
        "openai:gpt-4o, openai:GPT-4o",
        "openai:gpt-4o, gpt-4o-mini",
        "openai:gpt-4*, openai:gpt-3.5",
        "openai:gpt-4*, openai:gpt-",
        "openai:*, openai:",
        "openai:*, openai",
        "openai:*, openai2:gpt-4o",
        "openai:*, :gpt-4o",
        "openai:*, ''",
        "openai:*, claude-sonnet-4",
        "openai:*, unheard-of",
        "openai:*, groq/openai:gpt-4o",
        "openai:gpt-4o, openai:openai:gpt-4o",
    })
    void everythingElseIsNot(String entry, String model) {
        assertThat(AllowedModels.of(List.of(entry)).permits(model, Catalogs.SMALL))
                .isFalse();
    }

    @Test
    void oneOfSeveralEntriesIsEnough() {
        AllowedModels allowed = AllowedModels.of(List.of("groq:*", "anthropic:claude-*"));

        assertThat(allowed.permits("claude-sonnet-4", Catalogs.SMALL)).isTrue();
    }

    @Test
    void aNameWithAProviderNeedsNoCatalogue() {
        assertThat(AllowedModels.of(List.of("openai:gpt-4o")).permits("openai/gpt-4o", ModelCatalog.empty()))
                .isTrue();
    }

    @Test
    void anyPermitsEvenWhatNobodyKnows() {
        assertThat(AllowedModels.any().permits("unheard-of", ModelCatalog.empty()))
                .isTrue();
    }

    @Test
    void noneDeniesEverything() {
        assertThat(AllowedModels.none().permits("openai:gpt-4o", Catalogs.SMALL))
                .isFalse();
        assertThat(AllowedModels.none().permits("gpt-4o", Catalogs.SMALL)).isFalse();
    }

    @Test
    void anEmptyListIsNoneAndNotAny() {
        assertThat(AllowedModels.of(List.of())).isEqualTo(AllowedModels.none()).isNotEqualTo(AllowedModels.any());
    }

    @Test
    void entriesAreGivenBackAsTheyWere() {
        List<String> entries = List.of("openai:gpt-4o", "azure:*", "groq:llama*");

        assertThat(AllowedModels.of(entries).entries()).isEqualTo(entries);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt-4o",
                "openai/gpt-4o",
                "*",
                "",
                ":",
                "openai:",
                ":gpt-4o",
                "openai:g*t",
                "openai:**",
                "*:gpt-4o",
                "open*:gpt-4o",
                "openai:gpt 4o",
                "a/b:gpt-4o"
            })
    void anEntryOfAnotherFormIsRefusedByItsPosition(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AllowedModels.of(List.of("openai:gpt-4o", entry)))
                .withMessageStartingWith("allowed model 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai:gpt-4o-mini", "azure/gpt-4o-mini", "gpt-4o-mini", "unheard-of"})
    void askingAllocatesNothing(String model) {
        AllowedModels allowed = AllowedModels.of(List.of("groq:*", "openai:gpt-4*", "azure:gpt-4o-mini"));

        assertThat(Allocation.perCall(() -> allowed.permits(model, Catalogs.SMALL)))
                .isZero();
    }
}
